// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.store.query.PlainText;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;

/**
 * Writes attributes as Jaeger's tags: {@code {"key", "type", "value"}} with the types string, bool,
 * int64, float64 and binary. Lists become their JSON text; integers that JavaScript cannot hold and
 * numbers that JSON cannot express become strings.
 */
final class TagJson {

  private static final long SAFE_INTEGER_MAX = (1L << 53) - 1;

  private TagJson() {}

  static void text(JsonGenerator json, String key, String value) {
    start(json, key, "string");
    json.writeString(value);
    json.writeEndObject();
  }

  static void bool(JsonGenerator json, String key, boolean value) {
    start(json, key, "bool");
    json.writeBoolean(value);
    json.writeEndObject();
  }

  /**
   * Writes the attributes of one owner, but for one key.
   *
   * @param omittedKeyRef -1 for none
   */
  static void attributes(
      JsonGenerator json, SpanBatch batch, AttributeScope scope, int owner, int omittedKeyRef) {
    AttributeTable table = batch.attributes(scope);
    BytesTable strings = batch.strings();
    for (int entry = table.begin(owner), end = table.end(owner); entry < end; entry++) {
      if (table.keyRef(entry) != omittedKeyRef) {
        attribute(json, table, entry, strings);
      }
    }
  }

  private static void attribute(
      JsonGenerator json, AttributeTable table, int entry, BytesTable strings) {
    ValueType type = table.type(entry);
    start(json, strings.string(table.keyRef(entry)), typeName(type));
    switch (type) {
      case EMPTY -> json.writeString("");
      case STRING -> json.writeString(strings.string(table.valueRef(entry)));
      case BOOL -> json.writeBoolean(table.bits(entry) != 0);
      case INT -> integer(json, table.bits(entry));
      case DOUBLE -> real(json, Double.longBitsToDouble(table.bits(entry)));
      case BYTES ->
          json.writeString(Base64.getEncoder().encodeToString(strings.copy(table.valueRef(entry))));
      case ARRAY, KVLIST -> json.writeString(PlainText.of(table.value(entry, strings)));
    }
    json.writeEndObject();
  }

  private static void integer(JsonGenerator json, long value) {
    if (value >= -SAFE_INTEGER_MAX && value <= SAFE_INTEGER_MAX) {
      json.writeNumber(value);
    } else {
      json.writeString(Long.toString(value));
    }
  }

  private static void real(JsonGenerator json, double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(PlainText.ofDouble(value));
    }
  }

  private static void start(JsonGenerator json, String key, String type) {
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
