// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings the columns of one source into another order of rows: reads a column once from begin to
 * end and puts each value where it belongs. A head is written this way, whose traces lie scattered
 * over it, so that looking each row up would cost more than all of its values; here a column costs
 * what it has values, however few rows have one.
 *
 * <p>Cost: 12 bytes of heap per row of the table.
 *
 * <p>Threads: one at a time, and one column at a time.
 */
final class ScatteredRows {

  /** A table with more rows is fetched by runs, for the sake of memory. */
  static final int ROWS_MAX = 4 << 20;

  private static final int NONE = -1;

  private final int[] targets; // by row of the source
  private final int rowCount;
  private final int sourceBlocks;
  private final long[] values; // by row written
  private final long[] present;
  private final ColumnBlock block = new ColumnBlock();
  private ByteStrings dictionary = ByteStrings.NONE; // of the column
  private @Nullable Translation translation;

  /**
   * An order of rows.
   *
   * @param runs where each written row comes from, which is always the one source
   */
  ScatteredRows(RowRuns runs, int sourceRows, int sourceBlocks) {
    this.rowCount = runs.rowCount();
    this.sourceBlocks = sourceBlocks;
    targets = new int[sourceRows];
    Arrays.fill(targets, NONE);
    RowRuns.Cursor cursor = runs.cursor();
    while (cursor.next(rowCount)) {
      int target = cursor.targetRow();
      for (int i = 0; i < cursor.count; i++) {
        targets[cursor.firstRow + i] = target + i;
      }
    }
    values = new long[rowCount];
    present = new long[(rowCount + Long.SIZE - 1) / Long.SIZE];
  }

  /** Takes in a column; the values of the one before are gone. */
  OrderedValues values(@Nullable ColumnReader reader) {
    Arrays.fill(present, 0);
    dictionary = ByteStrings.NONE;
    translation = null;
    if (reader != null) {
      for (int i = 0; i < sourceBlocks; i++) {
        reader.read(i, block);
        scatter();
      }
    }
    return new Blocks();
  }

  private void scatter() {
    if (block.dictionary != dictionary && block.count > 0) {
      if (dictionary != ByteStrings.NONE) {
        throw new IllegalStateException("dictionary: another one (expected: one for the column)");
      }
      dictionary = block.dictionary;
      translation = new Translation(dictionary.size());
    }
    for (int i = 0; i < block.count; i++) {
      int target = targets[block.rows[i]];
      if (target != NONE) {
        values[target] = block.values[i];
        present[target >>> 6] |= 1L << target;
      }
    }
  }

  /** The column taken in last, block by block. */
  private final class Blocks implements OrderedValues {
    private int begin; // first row of the next block

    @Override
    public void next(BlockValues target) {
      int end = Math.min(rowCount, begin + Part.BLOCK_ROWS);
      int count = 0;
      for (int word = begin >>> 6; word << 6 < end; word++) {
        int row = word << 6;
        for (long bits = present[word]; bits != 0; bits &= bits - 1) {
          int at = row + Long.numberOfTrailingZeros(bits);
          target.rows[count] = at - begin;
          target.values[count++] = values[at];
        }
      }
      target.count = count;
      begin = end;
    }

    @Override
    public void next(BlockValues target, ValueCoder coder) throws IOException {
      next(target);
      if (translation != null) {
        translation.translate(target, 0, dictionary, coder);
      }
    }
  }
}
