// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.json.Json;
import dev.clew.codec.json.Utf8Encoder;
import dev.clew.model.SpanBatchBuilder;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON with the leniency of Zipkin's server: numbers are read where text is expected, integers are
 * read from text and from numbers without a fraction, truth values are nothing but that. What does
 * not fit is an {@link IllegalArgumentException}.
 */
final class JsonInput implements AutoCloseable {

  private final JsonParser parser;
  private final SpanBatchBuilder target;
  private final Utf8Encoder utf8 = new Utf8Encoder();

  JsonInput(byte[] source, int offset, int length, SpanBatchBuilder target) {
    this.parser = Json.parser(source, offset, length);
    this.target = target;
    parser.nextToken();
  }

  @Override
  public void close() {
    parser.close();
  }

  /** Enters an object. */
  void beginObject() {
    require(JsonToken.START_OBJECT, "an object");
  }

  /** Steps to the value of the next property; false, and the object is left, if there is none. */
  boolean nextProperty() {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      return false;
    }
    parser.nextToken();
    return true;
  }

  /** The name of the property whose value is next. */
  String name() {
    return parser.currentName();
  }

  /** The name of the property, interned. */
  int nameRef() {
    return target.intern(parser.currentName());
  }

  /** Enters an array. */
  void beginArray() {
    require(JsonToken.START_ARRAY, "an array");
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
      throw expected("the end");
    }
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isBool() {
    JsonToken token = parser.currentToken();
    return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
  }

  String text() {
    requireText();
    return parser.getString();
  }

  /** A text, interned. */
  int textRef() {
    requireText();
    int length =
        utf8.encode(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    return target.intern(utf8.bytes(), 0, length);
  }

  boolean bool() {
    if (!isBool()) {
      throw expected("a boolean");
    }
    return parser.getBooleanValue();
  }

  long integer() {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> {
        return parser.getLongValue();
      }
      case VALUE_NUMBER_FLOAT, VALUE_STRING -> {
        String text = parser.getString();
        try {
          double number = Double.parseDouble(text);
          if (number == Math.rint(number) && Math.abs(number) < 0x1p53) {
            return (long) number;
          }
          return Long.parseLong(text);
        } catch (NumberFormatException _) {
          throw expected("a long");
        }
      }
      default -> throw expected("a long");
    }
  }

  private void require(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw expected(what);
    }
  }

  private void requireText() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && (token == null || !token.isNumeric())) {
      throw expected("a string");
    }
  }

  private IllegalArgumentException expected(String what) {
    JsonToken token = parser.currentToken();
    String name = parser.currentName();
    return new IllegalArgumentException(
        "Expected "
            + what
            + " but was "
            + (token == null ? "the end" : token)
            + (name == null ? "" : " at " + name));
  }
}
