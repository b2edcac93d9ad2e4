// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.file.SegmentSummary;

/**
 * A live segment, as the manifest names it.
 *
 * @param number names its file; never used again
 * @param level how often its spans have been merged
 * @param startNanosMin the earliest start of a span, epoch nanoseconds
 * @param startNanosMax the latest start of a span, epoch nanoseconds
 */
public record SegmentEntry(
    long number,
    int level,
    int spanCount,
    int traceCount,
    long bytes,
    long startNanosMin,
    long startNanosMax) {

  /** The entry of a file that has been written. */
  public static SegmentEntry of(long number, int level, SegmentSummary summary) {
    return new SegmentEntry(
        number,
        level,
        summary.spanCount(),
        summary.traceCount(),
        summary.bytes(),
        summary.startNanosMin(),
        summary.startNanosMax());
  }
}
