// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.Part;
import java.io.IOException;

/** Fetches values run by run: what a merge does, whose runs are whole traces and longer. */
final class RunValues implements OrderedValues {

  private final SourceColumn[] columns;
  private final ByteStringSource[] strings;
  private final RowRuns.Cursor cursor;
  private final int rowCount;
  private int begin; // first row of the next block

  RunValues(RowRuns runs, SourceColumn[] columns) {
    this.columns = columns;
    this.cursor = runs.cursor();
    this.rowCount = runs.rowCount();
    strings = new ByteStringSource[columns.length];
    for (int i = 0; i < columns.length; i++) {
      strings[i] = new ByteStringSource(columns[i]);
    }
  }

  @Override
  public void next(BlockValues target) {
    target.count = 0;
    while (cursor.next(end())) {
      SourceColumn column = columns[cursor.source];
      if (!column.isEmpty()) {
        int row = cursor.firstRow;
        int targetRow = cursor.targetRow() - begin;
        for (int left = cursor.count; left > 0; ) {
          int count = Math.min(left, SourceColumn.rowsInBlock(row));
          column.gather(row, count, targetRow, target);
          row += count;
          targetRow += count;
          left -= count;
        }
      }
    }
    begin = end();
  }

  @Override
  public void next(BlockValues target, ValueCoder coder) throws IOException {
    target.count = 0;
    while (cursor.next(end())) {
      if (!columns[cursor.source].isEmpty()) {
        int row = cursor.firstRow;
        int targetRow = cursor.targetRow() - begin;
        for (int left = cursor.count; left > 0; ) {
          int count = Math.min(left, SourceColumn.rowsInBlock(row));
          strings[cursor.source].gather(row, count, targetRow, target, coder);
          row += count;
          targetRow += count;
          left -= count;
        }
      }
    }
    begin = end();
  }

  private int end() {
    return Math.min(rowCount, begin + Part.BLOCK_ROWS);
  }
}
