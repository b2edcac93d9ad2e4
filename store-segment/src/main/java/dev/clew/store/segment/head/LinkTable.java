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
    final long[] traceIdsHigh;
    final long[] traceIdsLow;
    final long[] spanIds;
    final int[] spanRows;

    Block(int rows) {
      traceIdsHigh = new long[rows];
      traceIdsLow = new long[rows];
      spanIds = new long[rows];
      spanRows = new int[rows];
    }
  }

  private static final long BLOCK_BYTES = Part.BLOCK_ROWS * 28L;

  private final EntryRows entries;
  private final int blockRows;
  private volatile Block[] blocks = new Block[4];

  LinkTable(int blockRows) {
    this.blockRows = blockRows;
    this.entries = new EntryRows(blockRows);
  }

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
      directory[number] = new Block(blockRows);
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
