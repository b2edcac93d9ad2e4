// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.store.query.PlainText;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one group of the schema by name. A field that is empty is left out. */
final class GroupFields {

  private static final String ENTRY = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final GroupType type;
  private final RecordConsumer out;

  GroupFields(GroupType type, RecordConsumer out) {
    this.type = type;
    this.out = out;
  }

  void text(String name, Binary value) {
    int index = begin(name);
    out.addBinary(value);
    out.endField(name, index);
  }

  /** A text, or bytes, left out if empty. */
  void optionalText(String name, BytesTable strings, int reference) {
    if (reference > BytesTable.EMPTY) {
      text(name, strings, reference);
    }
  }

  void text(String name, BytesTable strings, int reference) {
    text(name, binary(strings, reference));
  }

  void number(String name, long value) {
    int index = begin(name);
    out.addLong(value);
    out.endField(name, index);
  }

  /** An unsigned 32-bit number. */
  void count(String name, int value) {
    int index = begin(name);
    out.addInteger(value);
    out.endField(name, index);
  }

  /**
   * Two maps from text to text: the values, null for one without content, and the types of those
   * that need one.
   */
  void attributes(String name, String types, SpanBatch batch, AttributeScope scope, int owner) {
    AttributeTable table = batch.attributes(scope);
    attributes(name, batch, scope, owner);
    int index = begin(types);
    out.startGroup();
    if (hasTypes(table, owner)) {
      out.startField(ENTRY, 0);
      for (int entry = table.begin(owner); entry < table.end(owner); entry++) {
        if (AttributeTypes.isNeeded(table, entry, owner)) {
          Binary key = binary(batch.strings(), table.keyRef(entry));
          entry(key, AttributeTypes.of(table, entry, batch.strings()));
        }
      }
      out.endField(ENTRY, 0);
    }
    out.endGroup();
    out.endField(types, index);
  }

  /** A map from text to text; a value without content is null. */
  void attributes(String name, SpanBatch batch, AttributeScope scope, int owner) {
    AttributeTable table = batch.attributes(scope);
    BytesTable strings = batch.strings();
    int index = begin(name);
    out.startGroup();
    if (table.begin(owner) < table.end(owner)) {
      out.startField(ENTRY, 0);
      for (int entry = table.begin(owner); entry < table.end(owner); entry++) {
        Binary key = binary(strings, table.keyRef(entry));
        entry(key, table.type(entry) == ValueType.EMPTY ? null : value(table, entry, strings));
      }
      out.endField(ENTRY, 0);
    }
    out.endGroup();
    out.endField(name, index);
  }

  private static boolean hasTypes(AttributeTable table, int owner) {
    for (int entry = table.begin(owner); entry < table.end(owner); entry++) {
      if (AttributeTypes.isNeeded(table, entry, owner)) {
        return true;
      }
    }
    return false;
  }

  private void entry(Binary key, @Nullable Binary value) {
    out.startGroup();
    out.startField(KEY, 0);
    out.addBinary(key);
    out.endField(KEY, 0);
    if (value != null) {
      out.startField(VALUE, 1);
      out.addBinary(value);
      out.endField(VALUE, 1);
    }
    out.endGroup();
  }

  private int begin(String name) {
    int index = type.getFieldIndex(name);
    out.startField(name, index);
    return index;
  }

  private static Binary value(AttributeTable table, int entry, BytesTable strings) {
    return table.type(entry) == ValueType.STRING
        ? binary(strings, table.valueRef(entry))
        : Binary.fromString(PlainText.of(table.value(entry, strings)));
  }

  private static Binary binary(BytesTable strings, int reference) {
    return Binary.fromReusedByteArray(
        strings.slab(), strings.offset(reference), strings.length(reference));
  }
}
