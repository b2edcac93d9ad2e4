// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.ValueType;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/** The columns that one key has, at most one per type. */
final class ColumnSet {

  private int[] columns = {};
  private int[] forms = {};

  ColumnSet() {}

  ColumnSet(int column, ValueType type) {
    add(column, type);
  }

  void add(int column, ValueType type) {
    columns = Arrays.copyOf(columns, columns.length + 1);
    forms = Arrays.copyOf(forms, forms.length + 1);
    columns[columns.length - 1] = column;
    forms[forms.length - 1] = type.ordinal();
  }

  boolean isEmpty() {
    return columns.length == 0;
  }

  /** Calls a visitor with each value of a row in these columns, until it has enough. */
  boolean visit(EntryRows rows, int row, FieldValues.Visitor visitor) {
    EntryRows.Block block = rows.block(row / Part.BLOCK_ROWS);
    int index = row % Part.BLOCK_ROWS;
    int[] entries = block.entries;
    int end = block.ends[index];
    for (int at = block.begin(index); at < end; at = Entries.next(entries, at)) {
      int column = Entries.column(entries, at);
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] == column && visitor.visit(forms[i], Entries.bits(entries, at))) {
          return true;
        }
      }
    }
    return false;
  }
}
