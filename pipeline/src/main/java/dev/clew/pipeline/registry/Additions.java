// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.DerivedColumns;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds derived attributes to the spans of a batch, span by span, beside what was derived before.
 */
final class Additions {

  private final DerivedColumns columns;
  private final int[] ends; // by row: one past what was derived before; columns forget it
  private final int[] keyRefs;
  private final ValueType[] types;
  private final long[] bits;
  private final Map<String, Integer> refs = new HashMap<>();
  private int copied;

  /** Begins before the first span. */
  Additions(SpanBatch batch) {
    AttributeTable table = batch.attributes(AttributeScope.DERIVED);
    int entries = table.entryCount();
    ends = new int[batch.spanCount()];
    keyRefs = new int[entries];
    types = new ValueType[entries];
    bits = new long[entries];
    for (int row = 0; row < ends.length; row++) {
      ends[row] = row < table.ownerCount() ? table.end(row) : entries;
    }
    for (int entry = 0; entry < entries; entry++) {
      keyRefs[entry] = table.keyRef(entry);
      types[entry] = table.type(entry);
      bits[entry] = table.bits(entry);
    }
    columns = new DerivedColumns(batch);
  }

  /** Goes to the next span, with what was derived of it before. */
  void begin(int row) {
    for (; copied < ends[row]; copied++) {
      columns.add(keyRefs[copied], types[copied], bits[copied]);
    }
  }

  /** The reference of a text, for the methods below. */
  int ref(String text) {
    Integer known = refs.get(text);
    if (known == null) {
      known = columns.intern(text);
      refs.put(text, known);
    }
    return known;
  }

  void text(int keyRef, int textRef) {
    columns.add(keyRef, ValueType.STRING, textRef);
  }

  void number(int keyRef, double number) {
    columns.add(keyRef, ValueType.DOUBLE, Double.doubleToRawLongBits(number));
  }

  void end() {
    columns.endSpan();
  }

  /** The batch with all that. */
  SpanBatch batch() {
    return columns.batch();
  }
}
