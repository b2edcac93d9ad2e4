// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

/**
 * The values of one column in one block of rows, reused from block to block.
 *
 * <p>Shape: {@code count} values; {@code rows[i]} is the table row of the value {@code values[i]},
 * ascending; a row comes at most once. For numbers the value is as in {@link
 * dev.clew.model.ValueType}; for byte strings it is the index of an entry of {@code dictionary}.
 */
public final class ColumnBlock {

  /** How many values the block holds. */
  public int count;

  /** Table rows of the values, ascending. */
  public final int[] rows = new int[Part.BLOCK_ROWS];

  /** The values, or their entries in {@link #dictionary}. */
  public final long[] values = new long[Part.BLOCK_ROWS];

  /**
   * The byte strings that {@link #values} point to. The same object for every block of a column
   * whose dictionary is as wide as the part, so that a writer translates it once.
   */
  public ByteStrings dictionary = ByteStrings.NONE;

  /** An empty block. */
  public ColumnBlock() {}
}
