// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Where each row of a table that is written comes from: runs of neighbouring rows of one source.
 */
final class RowRuns {

  private int[] sources = new int[64];
  private int[] firstRows = new int[64];
  private int[] ends = new int[64]; // one past the last row written
  private int size;

  /** How many rows are written. */
  int rowCount() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /** Appends rows, to the last run if they continue it. */
  void add(int source, int firstRow, int count) {
    if (count == 0) {
      return;
    }
    int begin = rowCount();
    if (size > 0 && sources[size - 1] == source) {
      int length = begin - begin(size - 1);
      if (firstRows[size - 1] + length == firstRow) {
        ends[size - 1] += count;
        return;
      }
    }
    if (size == ends.length) {
      sources = Arrays.copyOf(sources, size * 2);
      firstRows = Arrays.copyOf(firstRows, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    sources[size] = source;
    firstRows[size] = firstRow;
    ends[size++] = Math.addExact(begin, count);
  }

  /** The rows of a source that are written. */
  BitSet rowsOf(int source) {
    BitSet rows = new BitSet();
    for (int i = 0; i < size; i++) {
      if (sources[i] == source) {
        rows.set(firstRows[i], firstRows[i] + ends[i] - begin(i));
      }
    }
    return rows;
  }

  Cursor cursor() {
    return new Cursor();
  }

  private int begin(int run) {
    return run == 0 ? 0 : ends[run - 1];
  }

  /** Walks over the rows in the order they are written, in pieces of runs. */
  final class Cursor {
    private int run;
    private int position; // next row written
    int source;
    int firstRow;
    int count;

    /** Goes to the next piece, which ends at row {@code end} of the written table or before. */
    boolean next(int end) {
      if (position >= end) {
        return false;
      }
      while (ends[run] <= position) {
        run++;
      }
      source = sources[run];
      firstRow = firstRows[run] + position - begin(run);
      count = Math.min(ends[run], end) - position;
      position += count;
      return true;
    }

    /** The written row of the first of the piece. */
    int targetRow() {
      return position - count;
    }
  }
}
