// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

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
    long startNanosMax) {}
