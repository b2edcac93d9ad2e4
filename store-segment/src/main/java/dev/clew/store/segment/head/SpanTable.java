// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/**
 * The span rows of a head.
 *
 * <p>Threads: as in {@link EntryRows}.
 */
final class SpanTable {

  private final EntryRows entries;
  private final int blockRows;
  private volatile SpanBlock[] blocks = new SpanBlock[8];

  SpanTable(int blockRows) {
    this.blockRows = blockRows;
    this.entries = new EntryRows(blockRows);
  }

  int size() {
    return entries.size();
  }

  long allocatedBytes() {
    int blockCount = (size() + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
    return entries.allocatedBytes() + blockCount * SpanBlock.BYTES;
  }

  EntryRows entries() {
    return entries;
  }

  SpanBlock block(int block) {
    return blocks[block];
  }

  /** The block of the row that comes next, begun if need be. */
  SpanBlock blockToAppend(int dictionarySize, int eventCount, int linkCount) {
    int number = size() / Part.BLOCK_ROWS;
    SpanBlock[] directory = blocks;
    if (size() % Part.BLOCK_ROWS == 0) {
      if (number == directory.length) {
        directory = Arrays.copyOf(directory, number * 2);
      }
      directory[number] = new SpanBlock(blockRows, dictionarySize, eventCount, linkCount);
      blocks = directory;
    }
    return directory[number];
  }

  long spanId(int row) {
    return blocks[row / Part.BLOCK_ROWS].spanIds[row % Part.BLOCK_ROWS];
  }

  long parentSpanId(int row) {
    return blocks[row / Part.BLOCK_ROWS].parentSpanIds[row % Part.BLOCK_ROWS];
  }

  long startNanos(int row) {
    return blocks[row / Part.BLOCK_ROWS].startNanos[row % Part.BLOCK_ROWS];
  }

  int signature(int row) {
    return blocks[row / Part.BLOCK_ROWS].signatures[row % Part.BLOCK_ROWS];
  }

  int previousRow(int row) {
    return blocks[row / Part.BLOCK_ROWS].previousRows[row % Part.BLOCK_ROWS];
  }
}
