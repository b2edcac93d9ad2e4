// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/**
 * The links of all spans, in the order of the spans.
 *
 * <p>Threads: as in {@link EntryRows}.
 */
final class LinkTable {

  /** The columns of a block of links. */
  static final class Block {
    final long[] traceIdsHigh = new long[Part.BLOCK_ROWS];
    final long[] traceIdsLow = new long[Part.BLOCK_ROWS];
    final long[] spanIds = new long[Part.BLOCK_ROWS];
    final int[] spanRows = new int[Part.BLOCK_ROWS];
  }

  private static final long BLOCK_BYTES = Part.BLOCK_ROWS * 28L;

  private final EntryRows entries = new EntryRows();
  private volatile Block[] blocks = new Block[4];

  int size() {
    return entries.size();
  }

  long allocatedBytes() {
    int blockCount = (size() + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
    return entries.allocatedBytes() + blockCount * BLOCK_BYTES;
  }

  EntryRows entries() {
    return entries;
  }

  Block block(int block) {
    return blocks[block];
  }

  void add(int spanRow, long traceIdHigh, long traceIdLow, long spanId, EntryBuffer row) {
    int index = size() % Part.BLOCK_ROWS;
    int number = size() / Part.BLOCK_ROWS;
    if (index == 0) {
      Block[] directory = blocks;
      if (number == directory.length) {
        directory = Arrays.copyOf(directory, number * 2);
      }
      directory[number] = new Block();
      blocks = directory;
    }
    Block block = blocks[number];
    block.traceIdsHigh[index] = traceIdHigh;
    block.traceIdsLow[index] = traceIdLow;
    block.spanIds[index] = spanId;
    block.spanRows[index] = spanRow;
    entries.add(row);
  }
}
