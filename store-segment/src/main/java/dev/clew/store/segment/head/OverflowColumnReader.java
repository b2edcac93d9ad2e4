// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeScope;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.OverflowEntries;
import dev.clew.store.segment.part.Part;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads what a row has at one scope beyond one value per key and type. */
final class OverflowColumnReader implements ColumnReader, ByteStrings {

  private final List<byte[]> values = new ArrayList<>(); // one per row that has any
  private final List<Integer> rows = new ArrayList<>();

  OverflowColumnReader(HeadPart part, AttributeScope scope, SortedEntries entries) {
    for (int entry = 0; entry < entries.asideCount(); ) {
      int row = entries.asideRow(entry);
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      for (; entry < entries.asideCount() && entries.asideRow(entry) == row; entry++) {
        if (part.head.columns.scope(entries.asideColumn(entry)) == scope) {
          add(part, entries.asideColumn(entry), entries.asideValue(entry), value);
        }
      }
      if (value.size() > 0) {
        rows.add(row);
        values.add(value.toByteArray());
      }
    }
  }

  @Override
  public void read(int block, ColumnBlock target) {
    target.count = 0;
    target.dictionary = this;
    for (int index = 0; index < rows.size(); index++) {
      if (rows.get(index) / Part.BLOCK_ROWS == block) {
        target.rows[target.count] = rows.get(index);
        target.values[target.count++] = index;
      }
    }
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public byte[] get(int index) {
    return values.get(index).clone();
  }

  private static void add(HeadPart part, int column, long bits, ByteArrayOutputStream target) {
    ColumnTable columns = part.head.columns;
    byte[] key = part.dictionary.get(columns.keyId(column));
    ValueType type = columns.type(column);
    if (type.isReference()) {
      OverflowEntries.add(target, key, type, part.dictionary.get((int) bits));
    } else {
      OverflowEntries.add(target, key, type, bits);
    }
  }
}
