// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/**
 * The entries of a table by column instead of by row, made once for a head that is written to a
 * segment: a counting sort, which keeps rows ascending within each column. Of a column that a row
 * has twice, the first entry stays; the others are put aside, in the order of rows.
 *
 * <p>Cost: two passes over all entries, and twelve bytes for each.
 */
final class SortedEntries {

  private final EntryRows table;
  private final int[] begins; // by column, with one more
  private final int[] ends;
  private final int[] rows;
  private final long[] values;
  private int[] asideRows = {};
  private int[] asideColumns = {};
  private long[] asideValues = {};
  private int asideCount;

  /** Sorts the entries of the first {@code rowCount} rows, whose columns are known. */
  SortedEntries(EntryRows table, int rowCount, int columnCount) {
    this.table = table;
    begins = new int[columnCount + 1];
    count(rowCount);
    for (int column = 0; column < columnCount; column++) {
      begins[column + 1] += begins[column];
    }
    ends = Arrays.copyOf(begins, columnCount);
    rows = new int[begins[columnCount]];
    values = new long[rows.length];
    place(rowCount);
  }

  /** The first entry of a column in a block, or where it would be. */
  int begin(int column, int block) {
    int at = Arrays.binarySearch(rows, begins[column], ends[column], block * Part.BLOCK_ROWS);
    return at < 0 ? -at - 1 : at;
  }

  int end(int column) {
    return ends[column];
  }

  int row(int entry) {
    return rows[entry];
  }

  long value(int entry) {
    return values[entry];
  }

  int asideCount() {
    return asideCount;
  }

  int asideRow(int entry) {
    return asideRows[entry];
  }

  int asideColumn(int entry) {
    return asideColumns[entry];
  }

  long asideValue(int entry) {
    return asideValues[entry];
  }

  private void count(int rowCount) {
    for (int first = 0; first < rowCount; first += Part.BLOCK_ROWS) {
      EntryRows.Block block = table.block(first / Part.BLOCK_ROWS);
      int[] entries = block.entries;
      int end = block.ends[Math.min(Part.BLOCK_ROWS, rowCount - first) - 1];
      for (int at = 0; at < end; at = Entries.next(entries, at)) {
        begins[Entries.column(entries, at) + 1]++;
      }
    }
  }

  private void place(int rowCount) {
    for (int row = 0; row < rowCount; row++) {
      EntryRows.Block block = table.block(row / Part.BLOCK_ROWS);
      int index = row % Part.BLOCK_ROWS;
      int[] entries = block.entries;
      int end = block.ends[index];
      for (int at = block.begin(index); at < end; at = Entries.next(entries, at)) {
        place(row, Entries.column(entries, at), Entries.bits(entries, at));
      }
    }
  }

  private void place(int row, int column, long value) {
    int end = ends[column];
    if (end > begins[column] && rows[end - 1] == row) {
      putAside(row, column, value);
      return;
    }
    rows[end] = row;
    values[end] = value;
    ends[column] = end + 1;
  }

  private void putAside(int row, int column, long value) {
    if (asideCount == asideRows.length) {
      int capacity = Math.max(16, asideCount * 2);
      asideRows = Arrays.copyOf(asideRows, capacity);
      asideColumns = Arrays.copyOf(asideColumns, capacity);
      asideValues = Arrays.copyOf(asideValues, capacity);
    }
    asideRows[asideCount] = row;
    asideColumns[asideCount] = column;
    asideValues[asideCount++] = value;
  }
}
