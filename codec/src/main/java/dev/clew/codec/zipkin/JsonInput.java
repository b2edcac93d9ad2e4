// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.AttributeKeys;
import dev.clew.codec.json.JsonCursor;
import dev.clew.codec.json.JsonCursor.Token;
import dev.clew.codec.json.JsonText;
import dev.clew.model.SpanBatchBuilder;

/**
 * JSON with the leniency of Zipkin's server: numbers are read where text is expected, integers are
 * read from text and from numbers without a fraction, truth values are nothing but that. What does
 * not fit is an {@link IllegalArgumentException}.
 */
final class JsonInput {

  private static final int NUMBER_LENGTH_MAX = 1000;
  private static final int SURE_DIGITS_MAX = 18; // no long is shorter and too large

  private final JsonCursor cursor;
  private final SpanBatchBuilder target;
  private final AttributeKeys keys = new AttributeKeys();
  private final JsonEndpoints endpoints = new JsonEndpoints();

  JsonInput(byte[] source, int offset, int length, SpanBatchBuilder target) {
    this.cursor = new JsonCursor(source, offset, length);
    this.target = target;
  }

  /** Enters an object. */
  void beginObject() {
    require(Token.OBJECT, "an object");
  }

  /** Steps to the value of the next property; false, and the object is left, if there is none. */
  boolean nextProperty() {
    return cursor.nextProperty();
  }

  /** The name of the property whose value is next. */
  String name() {
    return cursor.name().known();
  }

  /** The name of the property, interned. */
  int nameRef() {
    JsonText name = cursor.name();
    return keys.intern(target, name.bytes(), name.begin(), name.end());
  }

  /** Enters an array. */
  void beginArray() {
    require(Token.ARRAY, "an array");
  }

  /** Steps to the next element; false, and the array is left, if there is none. */
  boolean nextElement() {
    return cursor.nextElement();
  }

  /** Steps over a value of any kind. */
  void skip() {
    cursor.skip();
  }

  /** Checks that nothing follows the document. */
  void end() {
    cursor.end();
  }

  boolean isNull() {
    return cursor.token() == Token.NULL;
  }

  boolean isText() {
    return cursor.token() == Token.TEXT;
  }

  boolean isBool() {
    return cursor.token() == Token.TRUE || cursor.token() == Token.FALSE;
  }

  String text() {
    requireText();
    return cursor.text().string();
  }

  /** A text of which there are few. */
  String word() {
    requireText();
    return cursor.text().known();
  }

  /** A text, interned. */
  int textRef() {
    return textRef(0);
  }

  /** As {@link #textRef()}, at less cost if the result is {@code guess}. */
  int textRef(int guess) {
    requireText();
    JsonText text = cursor.text();
    return target.intern(text.bytes(), text.begin(), text.length(), guess);
  }

  /** The bytes of a text. */
  JsonText utf8() {
    requireText();
    return cursor.text();
  }

  boolean bool() {
    if (!isBool()) {
      throw expected("a boolean");
    }
    return cursor.token() == Token.TRUE;
  }

  long integer() {
    switch (cursor.token()) {
      case INTEGER -> {
        return cursor.text().length() <= SURE_DIGITS_MAX ? digits() : whole(number());
      }
      case NUMBER, TEXT -> {
        String text = number();
        double number = fraction(text);
        boolean isExact = number == Math.rint(number) && Math.abs(number) < 0x1p53;
        return isExact ? (long) number : whole(text);
      }
      default -> throw expected("a long");
    }
  }

  /** An endpoint. */
  ZipkinEndpoint endpoint() {
    beginObject();
    return endpoints.read(this, cursor);
  }

  private long digits() {
    JsonText text = cursor.text();
    int at = text.begin();
    boolean isNegative = text.bytes()[at] == '-';
    long number = 0;
    for (at += isNegative ? 1 : 0; at < text.end(); at++) {
      number = number * 10 + text.bytes()[at] - '0';
    }
    return isNegative ? -number : number;
  }

  private long whole(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw expected("a long");
    }
  }

  private double fraction(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw expected("a long");
    }
  }

  private String number() {
    if (cursor.text().length() > NUMBER_LENGTH_MAX) {
      throw expected("a long");
    }
    return cursor.text().string();
  }

  private void require(Token token, String what) {
    if (cursor.token() != token) {
      throw expected(what);
    }
  }

  private void requireText() {
    Token token = cursor.token();
    if (token != Token.TEXT && token != Token.INTEGER && token != Token.NUMBER) {
      throw expected("a string");
    }
  }

  private IllegalArgumentException expected(String what) {
    String name = cursor.name().string();
    return new IllegalArgumentException(
        "Expected " + what + " but was " + cursor.token() + (name.isEmpty() ? "" : " at " + name));
  }
}
