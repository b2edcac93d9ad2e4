// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

/**
 * What a segment file holds.
 *
 * @param bytes its size
 * @param startNanosMin the earliest start of a span, epoch nanoseconds; of no span: more than
 *     {@code startNanosMax}
 * @param startNanosMax the latest start of a span, epoch nanoseconds
 */
public record SegmentSummary(
    int spanCount, int traceCount, long bytes, long startNanosMin, long startNanosMax) {}
