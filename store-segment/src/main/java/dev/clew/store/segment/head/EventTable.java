// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/**
 * The events of all spans, in the order of the spans.
 *
 * <p>Threads: as in {@link EntryRows}.
 */
final class EventTable {

  /** The columns of a block of events. */
  static final class Block {
    final long[] timeNanos;
    final int[] nameIds;
    final int[] spanRows;

    Block(int rows) {
      timeNanos = new long[rows];
      nameIds = new int[rows];
      spanRows = new int[rows];
    }
  }

  private static final long BLOCK_BYTES = Part.BLOCK_ROWS * 16L;

  private final EntryRows entries;
  private final int blockRows;
  private volatile Block[] blocks = new Block[4];

  EventTable(int blockRows) {
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

  void add(int spanRow, long timeNanos, int nameId, EntryBuffer row) {
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
    block.timeNanos[index] = timeNanos;
    block.nameIds[index] = nameId;
    block.spanRows[index] = spanRow;
    entries.add(row);
  }
}
