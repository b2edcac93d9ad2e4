// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.DerivedColumns;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Derived attributes to add to spans, given in order of rows. */
final class Additions {

  private final List<Addition> list = new ArrayList<>();

  /** An attribute: a text, or a number if the text is empty. */
  private record Addition(int row, String key, String text, double number) {}

  private record Entry(int keyRef, ValueType type, long bits) {}

  void text(int row, String key, String text) {
    list.add(new Addition(row, key, text, 0));
  }

  void number(int row, String key, double number) {
    list.add(new Addition(row, key, "", number));
  }

  /** The batch with these beside what was derived before. */
  SpanBatch addTo(SpanBatch batch) {
    if (list.isEmpty()) {
      return batch;
    }
    List<List<Entry>> before = derived(batch);
    DerivedColumns columns = new DerivedColumns(batch);
    int next = 0;
    for (int row = 0, count = batch.spanCount(); row < count; row++) {
      for (Entry entry : before.get(row)) {
        columns.add(entry.keyRef, entry.type, entry.bits);
      }
      while (next < list.size() && list.get(next).row == row) {
        add(list.get(next++), columns);
      }
      columns.endSpan();
    }
    return columns.batch();
  }

  private static void add(Addition addition, DerivedColumns columns) {
    int key = columns.intern(addition.key);
    if (addition.text.isEmpty()) {
      columns.add(key, ValueType.DOUBLE, Double.doubleToRawLongBits(addition.number));
    } else {
      columns.add(key, ValueType.STRING, columns.intern(addition.text));
    }
  }

  /** Columns forget what was derived when they are opened. */
  private static List<List<Entry>> derived(SpanBatch batch) {
    AttributeTable table = batch.attributes(AttributeScope.DERIVED);
    List<List<Entry>> rows = new ArrayList<>(batch.spanCount());
    for (int row = 0, count = batch.spanCount(); row < count; row++) {
      List<Entry> entries = new ArrayList<>();
      boolean isFilled = row < table.ownerCount();
      int end = isFilled ? table.end(row) : 0;
      for (int entry = isFilled ? table.begin(row) : 0; entry < end; entry++) {
        entries.add(new Entry(table.keyRef(entry), table.type(entry), table.bits(entry)));
      }
      rows.add(entries);
    }
    return rows;
  }
}
