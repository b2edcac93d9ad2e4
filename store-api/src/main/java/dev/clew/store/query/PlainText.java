// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

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
import dev.clew.model.ValueType;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;

/**
 * The text of an attribute value for protocols and people that know no types: a string is itself,
 * bytes are base64, arrays and kvlists are JSON, numbers and truth values read as in JSON ({@code
 * 100} for the double 100.0, {@code 1e+21}; {@code NaN}, {@code Infinity}), and a value without
 * content is the empty text.
 */
public final class PlainText {

  /** The order of values in a list for people: by text, then in the order of the value types. */
  public static final Comparator<AttributeValue> ORDER =
      Comparator.comparing(PlainText::of).thenComparing(PlainText::type);

  private static final double PLAIN_MIN = 1e-6;
  private static final double PLAIN_MAX = 1e21;

  private PlainText() {}

  /** The text of a value. */
  public static String of(AttributeValue value) {
    return switch (value) {
      case EmptyValue() -> "";
      case StringValue(String text) -> text;
      case BoolValue(boolean truth) -> Boolean.toString(truth);
      case IntValue(long number) -> Long.toString(number);
      case DoubleValue(double number) -> ofDouble(number);
      case BytesValue(byte[] bytes) -> Base64.getEncoder().encodeToString(bytes);
      case ArrayValue _, KvListValue _ -> {
        StringBuilder json = new StringBuilder();
        appendJson(json, value);
        yield json.toString();
      }
    };
  }

  /** The text of a floating-point number: the shortest that reads as the same number. */
  public static String ofDouble(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    if (number == 0) {
      return Double.compare(number, 0.0) == 0 ? "0" : "-0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    double magnitude = Math.abs(number);
    if (magnitude >= PLAIN_MIN && magnitude < PLAIN_MAX) {
      return digits.toPlainString();
    }
    int exponent = digits.precision() - digits.scale() - 1;
    String mantissa = digits.movePointLeft(exponent).toPlainString();
    return mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
  }

  private static ValueType type(AttributeValue value) {
    return switch (value) {
      case EmptyValue _ -> ValueType.EMPTY;
      case StringValue _ -> ValueType.STRING;
      case BoolValue _ -> ValueType.BOOL;
      case IntValue _ -> ValueType.INT;
      case DoubleValue _ -> ValueType.DOUBLE;
      case BytesValue _ -> ValueType.BYTES;
      case ArrayValue _ -> ValueType.ARRAY;
      case KvListValue _ -> ValueType.KVLIST;
    };
  }

  private static void appendJson(StringBuilder json, AttributeValue value) {
    switch (value) {
      case EmptyValue() -> json.append("null");
      case StringValue _, BytesValue _ -> appendString(json, of(value));
      case BoolValue _, IntValue _ -> json.append(of(value));
      case DoubleValue(double number) when Double.isFinite(number) -> json.append(ofDouble(number));
      case DoubleValue _ -> appendString(json, of(value));
      case ArrayValue array -> appendArray(json, array);
      case KvListValue list -> appendObject(json, list);
    }
  }

  private static void appendArray(StringBuilder json, ArrayValue array) {
    json.append('[');
    String separator = "";
    for (AttributeValue element : array.values()) {
      json.append(separator);
      appendJson(json, element);
      separator = ",";
    }
    json.append(']');
  }

  private static void appendObject(StringBuilder json, KvListValue list) {
    json.append('{');
    String separator = "";
    for (Entry entry : list.entries()) {
      json.append(separator);
      appendString(json, entry.key());
      json.append(':');
      appendJson(json, entry.value());
      separator = ",";
    }
    json.append('}');
  }

  private static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
