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
    final long[] timeNanos = new long[Part.BLOCK_ROWS];
    final int[] nameIds = new int[Part.BLOCK_ROWS];
    final int[] spanRows = new int[Part.BLOCK_ROWS];
  }

  private static final long BLOCK_BYTES = Part.BLOCK_ROWS * 16L;

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

  void add(int spanRow, long timeNanos, int nameId, EntryBuffer row) {
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
    block.timeNanos[index] = timeNanos;
    block.nameIds[index] = nameId;
    block.spanRows[index] = spanRow;
    entries.add(row);
  }
}
