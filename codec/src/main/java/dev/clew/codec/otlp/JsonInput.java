// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.json.Utf8Encoder;
import dev.clew.model.SpanBatchBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Protobuf's JSON mapping over a stream of tokens: objects and arrays as loops, and one method per
 * type of scalar with the leniency the mapping asks for. A property that is {@code null} counts as
 * absent.
 *
 * <pre>{@code
 * in.beginObject();
 * while (in.nextProperty()) {
 *   switch (in.name()) {
 *     case "count" -> count = in.uint32();
 *     default -> in.skip();
 *   }
 * }
 * }</pre>
 *
 * <p>Every method that reads a value leaves the parser on that value's last token. What does not
 * fit is a {@link MalformedPayloadException}.
 */
final class JsonInput {

  private static final long UINT32_MAX = 0xFFFF_FFFFL;
  private static final BigInteger UINT64_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** Numbers with more digits than this on either side of the point are not worth the time. */
  private static final int NUMBER_DIGITS_MAX = 400;

  private final JsonParser parser;
  private final Utf8Encoder utf8 = new Utf8Encoder();

  JsonInput(JsonParser parser) {
    this.parser = parser;
    parser.nextToken();
  }

  /** Enters an object. */
  void beginObject() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected("an object");
    }
  }

  /** Steps to the value of the next property; false, and the object is left, if there is none. */
  boolean nextProperty() {
    do {
      if (parser.nextToken() == JsonToken.END_OBJECT) {
        return false;
      }
    } while (parser.nextToken() == JsonToken.VALUE_NULL);
    return true;
  }

  /** The name of the property whose value is next. */
  String name() {
    return parser.currentName();
  }

  /** Enters an array. */
  void beginArray() {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("an array");
    }
  }

  /** Steps to the next element; false, and the array is left, if there is none. */
  boolean nextElement() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Steps over a value of any kind. */
  void skip() {
    parser.skipChildren();
  }

  /** Checks that nothing follows the document. */
  void end() {
    if (parser.nextToken() != null) {
      throw unexpected("the end");
    }
  }

  String text() {
    requireText();
    return parser.getString();
  }

  /** A text, interned. */
  int textRef(SpanBatchBuilder target) {
    requireText();
    int length =
        utf8.encode(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    return target.intern(utf8.bytes(), 0, length);
  }

  boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw unexpected("true or false");
    };
  }

  /** A signed 64-bit integer. */
  long int64() {
    if (isSmallInteger()) {
      return parser.getLongValue();
    }
    BigInteger value = integer("a 64-bit integer");
    if (value.bitLength() > 63) {
      throw unexpected("a 64-bit integer");
    }
    return value.longValue();
  }

  /** An unsigned 64-bit integer, of which those from 2^63 on come out negative. */
  long uint64() {
    if (isSmallInteger() && parser.getLongValue() >= 0) {
      return parser.getLongValue();
    }
    BigInteger value = integer("an unsigned 64-bit integer");
    if (value.signum() < 0 || value.compareTo(UINT64_MAX) > 0) {
      throw unexpected("an unsigned 64-bit integer");
    }
    return value.longValue();
  }

  /** An unsigned 32-bit integer, of which those from 2^31 on come out negative. */
  int uint32() {
    long value = int64();
    if (value < 0 || value > UINT32_MAX) {
      throw unexpected("an unsigned 32-bit integer");
    }
    return (int) value;
  }

  /**
   * An enum by number or by name; an unknown name is -1.
   *
   * @param names by number
   */
  int enumeration(List<String> names) {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? names.indexOf(parser.getString())
        : (int) int64();
  }

  double number() {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> number(parser.getString());
      default -> throw unexpected("a number");
    };
  }

  /** Bytes in base64, standard or URL-safe, padded or not. */
  byte[] base64() {
    String text = text();
    boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    try {
      return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException _) {
      throw unexpected("base64");
    }
  }

  /** The fault that the current value is; says where it is and what should be there instead. */
  MalformedPayloadException unexpected(String expected) {
    String name = parser.currentName();
    JsonToken token = parser.currentToken();
    String what = (name == null ? "" : name + ": ") + (token == null ? "end of input" : token);
    long offset = Math.max(0, parser.currentTokenLocation().getByteOffset());
    return new MalformedPayloadException(what + " (expected: " + expected + ")", offset);
  }

  private void requireText() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected("a string");
    }
  }

  private boolean isSmallInteger() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  /** An integer in any notation: as text, or with a fraction of zeros, or with an exponent. */
  private BigInteger integer(String expected) {
    JsonToken token = parser.currentToken();
    if (token.isNumeric() || token == JsonToken.VALUE_STRING) {
      String text = parser.getString();
      try {
        BigDecimal decimal = new BigDecimal(text.length() > NUMBER_DIGITS_MAX ? "" : text);
        if (Math.abs((long) decimal.scale()) <= NUMBER_DIGITS_MAX) {
          return decimal.toBigIntegerExact();
        }
      } catch (ArithmeticException | NumberFormatException _) {
        // not an integer, as said below
      }
    }
    throw unexpected(expected);
  }

  private double number(String text) {
    switch (text) {
      case "NaN" -> {
        return Double.NaN;
      }
      case "Infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-Infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {
        // parseDouble knows more notations than JSON, such as 0x1p3 and 1f
        if (text.length() <= NUMBER_DIGITS_MAX && text.matches("[-+0-9.eE]+")) {
          try {
            return Double.parseDouble(text);
          } catch (NumberFormatException _) {
            // not a number, as said below
          }
        }
        throw unexpected("a number");
      }
    }
  }
}
