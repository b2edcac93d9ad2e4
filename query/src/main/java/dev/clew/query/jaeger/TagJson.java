// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.ValueType;
import dev.clew.query.jaeger.terms.TagSink;
import dev.clew.store.query.PlainText;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;

/**
 * Writes tags as {@code {"key", "type", "value"}} with the types string, bool, int64, float64 and
 * binary. Lists become their JSON text; integers that JavaScript cannot hold and numbers that JSON
 * cannot express become strings.
 */
final class TagJson implements TagSink {

  private static final long SAFE_INTEGER_MAX = (1L << 53) - 1;

  private final JsonGenerator json;

  TagJson(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public void text(String key, String value) {
    start(key, "string");
    json.writeString(value);
    json.writeEndObject();
  }

  @Override
  public void bool(String key, boolean value) {
    start(key, "bool");
    json.writeBoolean(value);
    json.writeEndObject();
  }

  @Override
  public void attribute(AttributeTable table, int entry, BytesTable strings) {
    ValueType type = table.type(entry);
    start(strings.string(table.keyRef(entry)), typeName(type));
    switch (type) {
      case EMPTY -> json.writeString("");
      case STRING -> json.writeString(strings.string(table.valueRef(entry)));
      case BOOL -> json.writeBoolean(table.bits(entry) != 0);
      case INT -> integer(table.bits(entry));
      case DOUBLE -> real(Double.longBitsToDouble(table.bits(entry)));
      case BYTES ->
          json.writeString(Base64.getEncoder().encodeToString(strings.copy(table.valueRef(entry))));
      case ARRAY, KVLIST -> json.writeString(PlainText.of(table.value(entry, strings)));
    }
    json.writeEndObject();
  }

  private void integer(long value) {
    if (value >= -SAFE_INTEGER_MAX && value <= SAFE_INTEGER_MAX) {
      json.writeNumber(value);
    } else {
      json.writeString(Long.toString(value));
    }
  }

  private void real(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(PlainText.ofDouble(value));
    }
  }

  private void start(String key, String type) {
    json.writeStartObject();
    json.writeStringProperty("key", key);
    json.writeStringProperty("type", type);
    json.writeName("value");
  }

  private static String typeName(ValueType type) {
    return switch (type) {
      case EMPTY, STRING, ARRAY, KVLIST -> "string";
      case BOOL -> "bool";
      case INT -> "int64";
      case DOUBLE -> "float64";
      case BYTES -> "binary";
    };
  }
}
