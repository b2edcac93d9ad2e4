// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/**
 * The entries of the rows of one table, in blocks of {@link Part#BLOCK_ROWS} rows.
 *
 * <p>Threads: one writes; a reader sees the rows it knows of, because arrays that are replaced are
 * published by a volatile write and what a row has is never written again.
 */
final class EntryRows {

  /** Entries of the rows of a block, one row after the other. */
  static final class Block {
    final int[] ends;
    volatile int[] entries;

    Block(int rows) {
      ends = new int[rows];
      entries = new int[Math.min(1024, rows * 4)];
    }

    int begin(int index) {
      return index == 0 ? 0 : ends[index - 1];
    }
  }

  private final int blockRows;
  private volatile Block[] blocks = new Block[4];
  private int size;
  private long allocatedBytes;

  /** No rows yet; see {@link Head} for how many a block has room for. */
  EntryRows(int blockRows) {
    this.blockRows = blockRows;
  }

  int size() {
    return size;
  }

  long allocatedBytes() {
    return allocatedBytes;
  }

  Block block(int block) {
    return blocks[block];
  }

  /** Adds a row with these entries and returns its number. */
  int add(EntryBuffer row) {
    int index = size % Part.BLOCK_ROWS;
    Block block = index == 0 ? addBlock() : blocks[size / Part.BLOCK_ROWS];
    int begin = block.begin(index);
    int end = begin + row.length;
    int[] entries = block.entries;
    if (end > entries.length) {
      int capacity = Math.max(end, entries.length + (entries.length >> 1));
      allocatedBytes += (capacity - entries.length) * (long) Integer.BYTES;
      entries = Arrays.copyOf(entries, capacity);
      block.entries = entries;
    }
    System.arraycopy(row.entries, 0, entries, begin, row.length);
    block.ends[index] = end;
    return size++;
  }

  /** Whether a row has exactly these entries. */
  boolean equals(int row, EntryBuffer other) {
    Block block = blocks[row / Part.BLOCK_ROWS];
    int index = row % Part.BLOCK_ROWS;
    return Arrays.equals(
        block.entries, block.begin(index), block.ends[index], other.entries, 0, other.length);
  }

  /** The {@link Hashing} of a row's entries. */
  int hash(long seed, int row) {
    Block block = blocks[row / Part.BLOCK_ROWS];
    int index = row % Part.BLOCK_ROWS;
    int begin = block.begin(index);
    return Hashing.ints(seed, block.entries, begin, block.ends[index] - begin);
  }

  /** The value of a column of a row, or {@code absent}. */
  long bits(int row, int column, long absent) {
    Block block = blocks[row / Part.BLOCK_ROWS];
    int index = row % Part.BLOCK_ROWS;
    int[] entries = block.entries;
    int at = Entries.find(entries, block.begin(index), block.ends[index], column);
    return at < 0 ? absent : Entries.bits(entries, at);
  }

  /** What is done with an entry. */
  interface EntryVisitor {
    void visit(int column, long bits);
  }

  /** Calls a visitor with each entry of a row, in order. */
  void forEach(int row, EntryVisitor visitor) {
    Block block = blocks[row / Part.BLOCK_ROWS];
    int index = row % Part.BLOCK_ROWS;
    int[] entries = block.entries;
    for (int at = block.begin(index), end = block.ends[index];
        at < end;
        at = Entries.next(entries, at)) {
      visitor.visit(Entries.column(entries, at), Entries.bits(entries, at));
    }
  }

  private Block addBlock() {
    Block[] directory = blocks;
    int index = size / Part.BLOCK_ROWS;
    if (index == directory.length) {
      directory = Arrays.copyOf(directory, index * 2);
    }
    Block block = new Block(blockRows);
    directory[index] = block;
    blocks = directory;
    allocatedBytes += (block.ends.length + block.entries.length) * (long) Integer.BYTES;
    return block;
  }
}
