// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of a source by row, with the blocks used last kept: a merge reads rows nearly in order,
 * and those out of order are close by.
 */
final class SourceColumn {

  private static final int SHIFT = 12;
  private static final int MASK = Part.BLOCK_ROWS - 1;

  private final @Nullable ColumnReader reader; // null: no row has a value
  private final Slot[] slots;
  private final ColumnBlock scratch = new ColumnBlock();

  /** One block, by row. */
  static final class Slot {
    int block = -1;
    ByteStrings dictionary = ByteStrings.NONE;
    @Nullable Translation translation;
    final long[] values = new long[Part.BLOCK_ROWS];
    final long[] present = new long[Part.BLOCK_WORDS];
  }

  SourceColumn(@Nullable ColumnReader reader, int blocksCached) {
    this.reader = reader;
    this.slots = new Slot[blocksCached];
  }

  boolean isEmpty() {
    return reader == null;
  }

  /** The value of a row, or zero. */
  long get(int row) {
    if (reader == null) {
      return 0;
    }
    return slot(row >>> SHIFT).values[row & MASK];
  }

  boolean has(int row) {
    return reader != null && has(slot(row >>> SHIFT), row & MASK);
  }

  /**
   * Appends the values of rows from {@code row} on to {@code target}, as rows from {@code
   * targetRow} on, but only as far as the block of {@code row} goes.
   *
   * @return the block they came from
   */
  Slot gather(int row, int count, int targetRow, BlockValues target) {
    Slot slot = slot(row >>> SHIFT);
    int begin = row & MASK;
    int size = target.count;
    for (int i = 0; i < count; i++) {
      if (has(slot, begin + i)) {
        target.rows[size] = targetRow + i;
        target.values[size++] = slot.values[begin + i];
      }
    }
    target.count = size;
    return slot;
  }

  /** How many rows from {@code row} on are in the same block. */
  static int rowsInBlock(int row) {
    return Part.BLOCK_ROWS - (row & MASK);
  }

  private static boolean has(Slot slot, int index) {
    return (slot.present[index >>> 6] >>> index & 1) != 0;
  }

  private Slot slot(int block) {
    Slot slot = slots[block % slots.length];
    if (slot == null) {
      slot = new Slot();
      slots[block % slots.length] = slot;
    }
    if (slot.block != block) {
      load(block, slot);
    }
    return slot;
  }

  private void load(int block, Slot slot) {
    if (reader == null) {
      throw new IllegalStateException("block: " + block + " (expected: a column with values)");
    }
    reader.read(block, scratch);
    Arrays.fill(slot.values, 0);
    Arrays.fill(slot.present, 0);
    for (int i = 0; i < scratch.count; i++) {
      int index = scratch.rows[i] & MASK;
      slot.values[index] = scratch.values[i];
      slot.present[index >>> 6] |= 1L << index;
    }
    if (slot.dictionary != scratch.dictionary) {
      slot.dictionary = scratch.dictionary;
      slot.translation = null;
    }
    slot.block = block;
  }
}
