// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes attributes in OTLP/JSON: {@code KeyValue} and {@code AnyValue}. */
final class JsonValueWriter {

  private static final int NO_KEY = -1;

  /** The {@code attributes} of a row; nothing if it has none. */
  void attributes(SpanBatch batch, AttributeScope scope, int owner, JsonGenerator json) {
    attributes("attributes", batch, scope, owner, json);
  }

  /** The attributes of a row as a property of this name; nothing if it has none. */
  void attributes(
      String name, SpanBatch batch, AttributeScope scope, int owner, JsonGenerator json) {
    attributes(name, batch, scope, owner, NO_KEY, json);
  }

  /** The attributes of a resource, but for the one with a key that is left out, if any is. */
  void resourceAttributes(
      SpanBatch batch, int resource, @Nullable String omittedKey, JsonGenerator json) {
    int omittedKeyRef = omittedKey == null ? NO_KEY : batch.strings().find(omittedKey);
    attributes("attributes", batch, AttributeScope.RESOURCE, resource, omittedKeyRef, json);
  }

  private void attributes(
      String name,
      SpanBatch batch,
      AttributeScope scope,
      int owner,
      int omittedKeyRef,
      JsonGenerator json) {
    AttributeTable table = batch.attributes(scope);
    boolean isOpen = false;
    for (int entry = table.begin(owner), end = table.end(owner); entry < end; entry++) {
      if (table.keyRef(entry) == omittedKeyRef) {
        continue;
      }
      if (!isOpen) {
        json.writeArrayPropertyStart(name);
        isOpen = true;
      }
      json.writeStartObject();
      json.writeStringProperty("key", batch.strings().string(table.keyRef(entry)));
      json.writeName("value");
      value(table, entry, batch.strings(), json);
      json.writeEndObject();
    }
    if (isOpen) {
      json.writeEndArray();
    }
  }

  private void value(AttributeTable table, int entry, BytesTable strings, JsonGenerator json) {
    switch (table.type(entry)) {
      case STRING -> {
        json.writeStartObject();
        json.writeStringProperty("stringValue", strings.string(table.valueRef(entry)));
        json.writeEndObject();
      }
      case EMPTY, BOOL, INT, DOUBLE, BYTES, ARRAY, KVLIST ->
          value(table.value(entry, strings), json);
    }
  }

  private void value(AttributeValue value, JsonGenerator json) {
    json.writeStartObject();
    switch (value) {
      case EmptyValue() -> {}
      case StringValue(String text) -> json.writeStringProperty("stringValue", text);
      case BoolValue(boolean truth) -> json.writeBooleanProperty("boolValue", truth);
      case IntValue(long number) -> json.writeStringProperty("intValue", Long.toString(number));
      case DoubleValue(double number) -> number(number, json);
      case BytesValue(byte[] bytes) ->
          json.writeStringProperty("bytesValue", Base64.getEncoder().encodeToString(bytes));
      case ArrayValue array -> {
        json.writeObjectPropertyStart("arrayValue");
        json.writeArrayPropertyStart("values");
        array.values().forEach(element -> value(element, json));
        json.writeEndArray();
        json.writeEndObject();
      }
      case KvListValue list -> {
        json.writeObjectPropertyStart("kvlistValue");
        json.writeArrayPropertyStart("values");
        list.entries().forEach(entry -> entry(entry, json));
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private void entry(Entry entry, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("key", entry.key());
    json.writeName("value");
    value(entry.value(), json);
    json.writeEndObject();
  }

  /** JSON has no number for NaN and the infinities; protobuf writes their names. */
  private static void number(double number, JsonGenerator json) {
    if (Double.isFinite(number)) {
      json.writeNumberProperty("doubleValue", number);
    } else {
      json.writeStringProperty("doubleValue", Double.toString(number));
    }
  }
}
