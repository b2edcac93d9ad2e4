// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeValue;
import dev.clew.model.NestedValues;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives equal values equal codes. Threads: one at a time. */
final class ValueCodes {

  private final HeadPart part;
  private final ValueTexts texts;
  private final @Nullable LongIntMap[] codes = new LongIntMap[FieldValues.FORM_COUNT];
  private final Map<TraceId, Integer> linkedTraces = new HashMap<>();
  private byte[] forms = new byte[64]; // by code
  private long[] bits = new long[64];
  private int size;

  ValueCodes(HeadPart part) {
    this.part = part;
    this.texts = new ValueTexts(part);
  }

  int code(int form, long value) {
    if (form == FieldValues.LINK_TRACE_ID) {
      return linkedTraces.computeIfAbsent(texts.traceId(form, (int) value), _ -> add(form, value));
    }
    LongIntMap map = codes[form];
    if (map == null) {
      map = new LongIntMap();
      codes[form] = map;
    }
    int code = map.get(value);
    if (code < 0) {
      code = add(form, value);
      map.put(value, code);
    }
    return code;
  }

  AttributeValue value(int code) {
    int form = forms[code];
    long value = bits[code];
    if (form >= FieldValues.SPAN_ID) {
      return new AttributeValue.StringValue(texts.text(form, value));
    }
    return switch (ValueType.ofCode(form)) {
      case EMPTY -> new AttributeValue.EmptyValue();
      case BOOL -> new AttributeValue.BoolValue(value != 0);
      case INT -> new AttributeValue.IntValue(value);
      case DOUBLE -> new AttributeValue.DoubleValue(Double.longBitsToDouble(value));
      case STRING ->
          new AttributeValue.StringValue(
              part.dictionary.read(
                  (int) value,
                  (source, at, length) -> new String(source, at, length, StandardCharsets.UTF_8)));
      case BYTES -> new AttributeValue.BytesValue(part.dictionary.get((int) value));
      case ARRAY -> NestedValues.decodeArray(part.dictionary.get((int) value));
      case KVLIST -> NestedValues.decodeKvList(part.dictionary.get((int) value));
    };
  }

  private int add(int form, long value) {
    if (size == forms.length) {
      forms = Arrays.copyOf(forms, size * 2);
      bits = Arrays.copyOf(bits, size * 2);
    }
    forms[size] = (byte) form;
    bits[size] = value;
    return size++;
  }
}
