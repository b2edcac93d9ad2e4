// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;

/** The ids and times of {@link Part#BLOCK_ROWS} spans. */
final class SpanBlock {

  /** What a block takes in memory. */
  static final long BYTES = Part.BLOCK_ROWS * (4L * Long.BYTES + 3L * Integer.BYTES);

  final long[] spanIds = new long[Part.BLOCK_ROWS];
  final long[] parentSpanIds = new long[Part.BLOCK_ROWS];
  final long[] startNanos = new long[Part.BLOCK_ROWS];
  final long[] elapsedNanos = new long[Part.BLOCK_ROWS];
  final int[] traces = new int[Part.BLOCK_ROWS];
  final int[] signatures = new int[Part.BLOCK_ROWS];

  /** The row that came before in the same trace, or -1. */
  final int[] previousRows = new int[Part.BLOCK_ROWS];

  // What was known when the block began: what came later is in none of the blocks before.
  final int dictionarySize;
  final int eventCount;
  final int linkCount;

  // Over the whole block; a view that ends in the block keeps its own.
  long startNanosMin = Long.MAX_VALUE;
  long startNanosMax = Long.MIN_VALUE;

  SpanBlock(int dictionarySize, int eventCount, int linkCount) {
    this.dictionarySize = dictionarySize;
    this.eventCount = eventCount;
    this.linkCount = linkCount;
  }
}
