// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.AttributeValue;
import dev.clew.model.NestedValues;
import dev.clew.model.ValueType;
import dev.clew.store.segment.encoding.ByteInterner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the distinct values that come up while a field is read. Threads: one at a time. */
final class ValueCodes {

  private final List<Map<Long, Integer>> numbers = new ArrayList<>(); // by type
  private final List<ByteInterner> strings = new ArrayList<>(); // by type
  private final int[][] codesOfStrings = new int[ValueType.values().length][16];
  private ValueType[] types = new ValueType[16];
  private long[] bits = new long[16]; // the number, or the index in the interner
  private int size;

  ValueCodes() {
    for (int i = 0; i < ValueType.values().length; i++) {
      numbers.add(new HashMap<>());
      strings.add(new ByteInterner());
    }
  }

  int ofNumber(ValueType type, long value) {
    return numbers.get(type.ordinal()).computeIfAbsent(value, v -> add(type, v));
  }

  int ofText(String text) {
    return ofBytes(ValueType.STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  int ofBytes(ValueType type, byte[] value) {
    ByteInterner interner = strings.get(type.ordinal());
    int known = interner.size();
    int index = interner.intern(value);
    int[] codes = codesOfStrings[type.ordinal()];
    if (index == known) {
      if (index == codes.length) {
        codes = Arrays.copyOf(codes, index * 2);
        codesOfStrings[type.ordinal()] = codes;
      }
      codes[index] = add(type, index);
    }
    return codes[index];
  }

  AttributeValue value(int code) {
    ValueType type = types[code];
    return switch (type) {
      case EMPTY -> new AttributeValue.EmptyValue();
      case BOOL -> new AttributeValue.BoolValue(bits[code] != 0);
      case INT -> new AttributeValue.IntValue(bits[code]);
      case DOUBLE -> new AttributeValue.DoubleValue(Double.longBitsToDouble(bits[code]));
      case STRING ->
          new AttributeValue.StringValue(new String(bytes(code), StandardCharsets.UTF_8));
      case BYTES -> new AttributeValue.BytesValue(bytes(code));
      case ARRAY -> NestedValues.decodeArray(bytes(code));
      case KVLIST -> NestedValues.decodeKvList(bytes(code));
    };
  }

  /** A value as a number; NaN if it is none. */
  double number(int code) {
    return switch (types[code]) {
      case INT -> bits[code];
      case DOUBLE -> Double.longBitsToDouble(bits[code]);
      case EMPTY, STRING, BOOL, BYTES, ARRAY, KVLIST -> Double.NaN;
    };
  }

  private byte[] bytes(int code) {
    ByteInterner interner = strings.get(types[code].ordinal());
    int index = (int) bits[code];
    int begin = interner.offset(index);
    return Arrays.copyOfRange(interner.slab(), begin, begin + interner.length(index));
  }

  private int add(ValueType type, long value) {
    if (size == bits.length) {
      types = Arrays.copyOf(types, size * 2);
      bits = Arrays.copyOf(bits, size * 2);
    }
    types[size] = type;
    bits[size] = value;
    return size++;
  }
}
