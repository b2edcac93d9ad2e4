// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An attribute value as an object, for the edges: JSON, tests, people. Columns hold the {@code
 * long} form described at {@link ValueType} instead.
 */
public sealed interface AttributeValue {

  /** A value that was sent without content. */
  record EmptyValue() implements AttributeValue {}

  /** Text. */
  record StringValue(String value) implements AttributeValue {}

  /** A truth value. */
  record BoolValue(boolean value) implements AttributeValue {}

  /** A 64-bit integer. */
  record IntValue(long value) implements AttributeValue {}

  /** A 64-bit floating-point number. */
  record DoubleValue(double value) implements AttributeValue {}

  /** Raw bytes; the array belongs to the record and must not be changed. */
  @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
  record BytesValue(byte[] value) implements AttributeValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof BytesValue that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "BytesValue[" + HexFormat.of().formatHex(value) + "]";
    }
  }

  /** A list whose elements may differ in type. */
  record ArrayValue(List<AttributeValue> values) implements AttributeValue {
    public ArrayValue {
      values = List.copyOf(values);
    }
  }

  /** A list of named values, in the sender's order; OTLP does not forbid a name to come twice. */
  record KvListValue(List<Entry> entries) implements AttributeValue {
    public KvListValue {
      entries = List.copyOf(entries);
    }
  }

  /** One named value. */
  record Entry(String key, AttributeValue value) {}
}
