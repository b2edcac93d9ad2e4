// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.proto.jaeger.storage.AnyValue;
import dev.clew.proto.jaeger.storage.KeyValue;
import dev.clew.query.parameter.Tag;
import dev.clew.store.query.PlainText;
import java.util.List;

/**
 * Attributes to search for. They have types here, but a Jaeger that asks for a user knows none: all
 * it sends is text. So they are compared as text.
 */
final class StorageTag {

  private StorageTag() {}

  static Tag of(KeyValue attribute) {
    return new Tag(attribute.getKey(), PlainText.of(value(attribute.getValue())));
  }

  private static AttributeValue value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> new AttributeValue.StringValue(value.getStringValue());
      case BOOL_VALUE -> new AttributeValue.BoolValue(value.getBoolValue());
      case INT_VALUE -> new AttributeValue.IntValue(value.getIntValue());
      case DOUBLE_VALUE -> new AttributeValue.DoubleValue(value.getDoubleValue());
      case ARRAY_VALUE ->
          new AttributeValue.ArrayValue(
              value.getArrayValue().getValuesList().stream().map(StorageTag::value).toList());
      case KVLIST_VALUE ->
          new AttributeValue.KvListValue(entries(value.getKvlistValue().getValuesList()));
      case BYTES_VALUE -> new AttributeValue.BytesValue(value.getBytesValue().toByteArray());
      case VALUE_NOT_SET -> new AttributeValue.EmptyValue();
    };
  }

  private static List<Entry> entries(List<KeyValue> values) {
    return values.stream().map(one -> new Entry(one.getKey(), value(one.getValue()))).toList();
  }
}
