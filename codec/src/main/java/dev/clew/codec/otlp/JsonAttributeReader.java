// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.RequestTally;
import dev.clew.codec.SpanRejection;
import dev.clew.model.AttributeScope;
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
import dev.clew.model.NestedValues;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code attributes} arrays into the open row of a builder. */
final class JsonAttributeReader {

  private static final AttributeValue EMPTY = new EmptyValue();

  private final JsonInput in;
  private final RequestTally tally;
  private final SpanBatchBuilder target;

  // The value of the KeyValue that is being read
  private ValueType type = ValueType.EMPTY;
  private long bits;
  private boolean tooDeep;

  JsonAttributeReader(JsonInput in, RequestTally tally, SpanBatchBuilder target) {
    this.in = in;
    this.tally = tally;
    this.target = target;
  }

  /**
   * Adds the {@code KeyValue} objects of an array to the open row of a scope.
   *
   * @return null, or why the owner must be left out
   */
  @Nullable SpanRejection read(AttributeScope scope) {
    SpanRejection rejection = null;
    int count = 0;
    in.beginArray();
    while (in.nextElement()) {
      if (rejection != null) {
        in.skip();
      } else if (++count > tally.limits().attributesPerOwnerMax()) {
        rejection = SpanRejection.TOO_MANY_ATTRIBUTES;
        in.skip();
      } else if (!tally.countItem()) {
        rejection = SpanRejection.TOO_MANY_ITEMS;
        in.skip();
      } else if (!attribute(scope)) {
        rejection = SpanRejection.NESTED_TOO_DEEP;
      }
    }
    return rejection;
  }

  private boolean attribute(AttributeScope scope) {
    int keyRef = 0;
    type = ValueType.EMPTY;
    bits = 0;
    tooDeep = false;
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "key" -> keyRef = in.textRef(target);
        case "value" -> value();
        default -> in.skip();
      }
    }
    if (!tooDeep) {
      target.attribute(scope, keyRef, type, bits);
    }
    return !tooDeep;
  }

  private void value() {
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "stringValue" -> set(ValueType.STRING, in.textRef(target));
        case "boolValue" -> set(ValueType.BOOL, in.bool() ? 1 : 0);
        case "intValue" -> set(ValueType.INT, in.int64());
        case "doubleValue" -> set(ValueType.DOUBLE, Double.doubleToRawLongBits(in.number()));
        case "bytesValue" -> set(ValueType.BYTES, reference(in.base64()));
        case "arrayValue" -> set(ValueType.ARRAY, reference(NestedValues.encode(array(1))));
        case "kvlistValue" -> set(ValueType.KVLIST, reference(NestedValues.encode(kvList(1))));
        default -> in.skip();
      }
    }
  }

  private void set(ValueType type, long bits) {
    this.type = type;
    this.bits = bits;
  }

  private int reference(byte[] bytes) {
    return target.intern(bytes, 0, bytes.length);
  }

  private ArrayValue array(int depth) {
    List<AttributeValue> values = new ArrayList<>();
    in.beginObject();
    while (in.nextProperty()) {
      if (isList(depth)) {
        in.beginArray();
        while (in.nextElement()) {
          values.add(nestedValue(depth));
        }
      }
    }
    return new ArrayValue(values);
  }

  private KvListValue kvList(int depth) {
    List<Entry> entries = new ArrayList<>();
    in.beginObject();
    while (in.nextProperty()) {
      if (isList(depth)) {
        in.beginArray();
        while (in.nextElement()) {
          entries.add(nestedEntry(depth));
        }
      }
    }
    return new KvListValue(entries);
  }

  /** Whether the current property is the content of a list; steps over it if not. */
  private boolean isList(int depth) {
    tooDeep |= depth > tally.limits().nestingDepthMax();
    boolean isList = in.name().equals("values") && !tooDeep;
    if (!isList) {
      in.skip();
    }
    return isList;
  }

  private Entry nestedEntry(int depth) {
    String key = "";
    AttributeValue value = EMPTY;
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "key" -> key = in.text();
        case "value" -> value = nestedValue(depth);
        default -> in.skip();
      }
    }
    return new Entry(key, value);
  }

  private AttributeValue nestedValue(int depth) {
    AttributeValue value = EMPTY;
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "stringValue" -> value = new StringValue(in.text());
        case "boolValue" -> value = new BoolValue(in.bool());
        case "intValue" -> value = new IntValue(in.int64());
        case "doubleValue" -> value = new DoubleValue(in.number());
        case "bytesValue" -> value = new BytesValue(in.base64());
        case "arrayValue" -> value = array(depth + 1);
        case "kvlistValue" -> value = kvList(depth + 1);
        default -> in.skip();
      }
    }
    return value;
  }
}
