// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;

/** A set of span rows within a window of blocks. */
final class RowBits {

  private final int base; // row of bit 0, a block boundary
  private final long[] words;

  /** No row of the blocks {@code [firstBlock, endBlock)}. */
  RowBits(int firstBlock, int endBlock) {
    this.base = firstBlock * Part.BLOCK_ROWS;
    this.words = new long[(endBlock - firstBlock) * Part.BLOCK_WORDS];
  }

  private RowBits(int base, long[] words) {
    this.base = base;
    this.words = words;
  }

  RowBits copy() {
    return new RowBits(base, words.clone());
  }

  boolean get(int row) {
    int bit = row - base;
    return bit >= 0 && bit < words.length * Long.SIZE && (words[bit >> 6] & (1L << bit)) != 0;
  }

  void set(int row) {
    int bit = row - base;
    words[bit >> 6] |= 1L << bit;
  }

  void clear(int row) {
    int bit = row - base;
    words[bit >> 6] &= ~(1L << bit);
  }

  /** The first row at or after {@code row}, or -1. */
  int next(int row) {
    int bit = Math.max(0, row - base);
    int word = bit >> 6;
    if (word >= words.length) {
      return -1;
    }
    long rest = words[word] & (-1L << bit);
    while (rest == 0) {
      if (++word == words.length) {
        return -1;
      }
      rest = words[word];
    }
    return base + (word << 6) + Long.numberOfTrailingZeros(rest);
  }

  /** The last row at or before {@code row}, or -1. */
  int previous(int row) {
    int bit = Math.min(words.length * Long.SIZE - 1, row - base);
    if (bit < 0) {
      return -1;
    }
    int word = bit >> 6;
    long rest = words[word] & (-1L >>> (63 - (bit & 63)));
    while (rest == 0) {
      if (--word < 0) {
        return -1;
      }
      rest = words[word];
    }
    return base + (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
  }

  boolean isEmpty() {
    return next(base) < 0;
  }

  void or(RowBits other) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
  }

  /** Overwrites the words of one block. */
  void setBlock(int block, long[] bits) {
    System.arraycopy(bits, 0, words, block * Part.BLOCK_WORDS - base / Long.SIZE, Part.BLOCK_WORDS);
  }

  /** Forgets the rows outside of {@code [from, to)}. */
  void keep(int from, int to) {
    for (int row = next(base); row >= 0 && row < from; row = next(row + 1)) {
      clear(row);
    }
    for (int row = next(to); row >= 0; row = next(row + 1)) {
      clear(row);
    }
  }
}
