// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;

/** The ids and times of up to {@link Part#BLOCK_ROWS} spans. */
final class SpanBlock {

  /** What a block takes in memory. */
  static final long BYTES = Part.BLOCK_ROWS * (4L * Long.BYTES + 3L * Integer.BYTES);

  final long[] spanIds;
  final long[] parentSpanIds;
  final long[] startNanos;
  final long[] elapsedNanos;
  final int[] traces;
  final int[] signatures;

  /** The row that came before in the same trace, or -1. */
  final int[] previousRows;

  // What was known when the block began: what came later is in none of the blocks before.
  final int dictionarySize;
  final int eventCount;
  final int linkCount;

  // Over the whole block; a view that ends in the block keeps its own.
  long startNanosMin = Long.MAX_VALUE;
  long startNanosMax = Long.MIN_VALUE;

  SpanBlock(int rows, int dictionarySize, int eventCount, int linkCount) {
    spanIds = new long[rows];
    parentSpanIds = new long[rows];
    startNanos = new long[rows];
    elapsedNanos = new long[rows];
    traces = new int[rows];
    signatures = new int[rows];
    previousRows = new int[rows];
    this.dictionarySize = dictionarySize;
    this.eventCount = eventCount;
    this.linkCount = linkCount;
  }
}
