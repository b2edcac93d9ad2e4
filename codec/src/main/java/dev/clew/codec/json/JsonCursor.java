// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks over a JSON document in UTF-8, value by value, and shows names and texts as the bytes that
 * they are: where a general parser would make characters of them first, only for an encoder to make
 * the same bytes again. What is no JSON by RFC 8259 is an {@link IllegalArgumentException}; only
 * malformed UTF-8 is not refused, but read as U+FFFD, and so are lone surrogates.
 *
 * <p>The cursor stands on a value. {@link #nextProperty} goes on in the object that was entered
 * last, {@link #nextElement} in the array; both leave it at its end. The caller asks for what it
 * expects and checks {@link #token}.
 *
 * <p>Threads: one at a time. Cost: one pass, without allocation but for texts with escapes.
 */
public final class JsonCursor {

  /** What kind of value the cursor stands on. */
  public enum Token {
    /** An object that has just been entered. */
    OBJECT,
    /** An array that has just been entered. */
    ARRAY,
    TEXT,
    /** A number with neither fraction nor exponent. */
    INTEGER,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    /** The end of the object or array that was left last. */
    LEFT
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';
  private static final int END = -1;
  private static final int HASHED_BYTES = 40;
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio

  private final byte[] source;
  private final int end;
  private final JsonText name = new JsonText();
  private final JsonText text = new JsonText();
  private int at;
  private int begin; // of the value
  private Token token = Token.LEFT;
  private boolean isFirst; // nothing of the object or array has been read yet

  /** Stands on the value that the document is. */
  public JsonCursor(byte[] source, int offset, int length) {
    this.source = source;
    this.at = offset;
    this.end = offset + length;
    value(skipSpace());
  }

  /** What the cursor stands on. */
  public Token token() {
    return token;
  }

  /** The name of the property that was read last. */
  public JsonText name() {
    return name;
  }

  /** The text, or the number as it is written. */
  public JsonText text() {
    return text;
  }

  /** Where the value begins in the source. */
  public int begin() {
    return begin;
  }

  /** One past what has been read of the source. */
  public int position() {
    return at;
  }

  /** Steps to the value of the next property; false, and the object is left, if there is none. */
  public boolean nextProperty() {
    int next = next('}');
    if (next == END) {
      return false;
    }
    if (next != '"') {
      throw unexpected("a name");
    }
    string(name);
    if (skipSpace() != ':') {
      throw unexpected("':'");
    }
    value(skipSpace());
    return true;
  }

  /** Steps to the next element; false, and the array is left, if there is none. */
  public boolean nextElement() {
    int next = next(']');
    if (next == END) {
      return false;
    }
    value(next);
    return true;
  }

  /** Steps over what is left of the object or array that was just entered; over nothing else. */
  public void skip() {
    if (token != Token.OBJECT && token != Token.ARRAY) {
      return;
    }
    boolean[] isObject = new boolean[Json.DEPTH_MAX];
    isObject[0] = token == Token.OBJECT;
    for (int depth = 0; depth >= 0; ) {
      if (!(isObject[depth] ? nextProperty() : nextElement())) {
        depth--;
      } else if (token == Token.OBJECT || token == Token.ARRAY) {
        if (++depth == Json.DEPTH_MAX) {
          throw new IllegalArgumentException(
              "nested more than " + Json.DEPTH_MAX + " levels deep at byte " + at);
        }
        isObject[depth] = token == Token.OBJECT;
      }
    }
  }

  /** A hash of some bytes from the value on, the same where the same bytes follow. */
  public int hashAhead() {
    int last = Math.min(end, begin + HASHED_BYTES) - Long.BYTES;
    long hash = 0;
    for (int i = begin; i <= last; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(source, i)) * MIX;
    }
    return (int) (hash >>> Integer.SIZE);
  }

  /**
   * Whether the object that was just entered is, byte by byte, the one that began and ended there
   * in the source; if so, it is left.
   */
  public boolean skipIfSame(int otherBegin, int otherEnd) {
    int length = otherEnd - otherBegin;
    if (token != Token.OBJECT
        || length > end - begin
        || !Arrays.equals(source, begin, begin + length, source, otherBegin, otherEnd)) {
      return false;
    }
    at = begin + length;
    token = Token.LEFT;
    isFirst = false;
    return true;
  }

  /** Checks that nothing follows. */
  public void end() {
    if (skipSpace() != END) {
      throw unexpected("the end");
    }
  }

  /** The first byte of what comes next in an object or array; {@link #END} if it was left. */
  private int next(int closing) {
    int next = skipSpace();
    if (next == closing) {
      token = Token.LEFT;
      isFirst = false;
      return END;
    }
    if (isFirst) {
      isFirst = false;
    } else if (next == ',') {
      next = skipSpace();
    } else {
      throw unexpected("',' or '" + (char) closing + "'");
    }
    if (next == END) {
      throw unexpected("more");
    }
    return next;
  }

  private void value(int first) {
    begin = at - 1;
    switch (first) {
      case '"' -> {
        string(text);
        token = Token.TEXT;
      }
      case '{' -> enter(Token.OBJECT);
      case '[' -> enter(Token.ARRAY);
      case 't' -> word("true", Token.TRUE);
      case 'f' -> word("false", Token.FALSE);
      case 'n' -> word("null", Token.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("a value");
    }
  }

  private void enter(Token container) {
    token = container;
    isFirst = true;
  }

  private void word(String word, Token value) {
    for (int i = 1; i < word.length(); i++) {
      int next = at < end ? source[at] : END;
      at++;
      if (next != word.charAt(i)) {
        throw unexpected(word);
      }
    }
    token = value;
  }

  private void number() {
    at = begin;
    token = Token.INTEGER;
    if (source[at] == '-') {
      at++;
    }
    if (at < end && source[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && source[at] == '.') {
      token = Token.NUMBER;
      at++;
      digits();
    }
    if (at < end && (source[at] | 0x20) == 'e') {
      token = Token.NUMBER;
      at++;
      if (at < end && (source[at] == '+' || source[at] == '-')) {
        at++;
      }
      digits();
    }
    text.set(source, begin, at);
  }

  private void digits() {
    int first = at;
    while (at < end && source[at] >= '0' && source[at] <= '9') {
      at++;
    }
    if (at == first) {
      at++;
      throw unexpected("a digit");
    }
  }

  /** Reads a string whose quote was read. */
  private void string(JsonText target) {
    int first = at;
    boolean isAscii = true;
    while (true) {
      byte next = special();
      if (next == '"') {
        target.set(source, first, at - 1);
        break;
      }
      if (next == '\\') {
        target.clear();
        target.append(source, first, at - 1);
        isAscii &= unescape(target);
        break;
      }
      if (next >= 0) {
        throw unexpected("no control character");
      }
      isAscii = false;
    }
    if (!isAscii) {
      target.mend();
    }
  }

  /** Reads on behind the backslash of the first escape; whether the rest is ASCII. */
  private boolean unescape(JsonText target) {
    target.append(escape());
    boolean isAscii = true;
    int first = at;
    while (true) {
      byte next = special();
      if (next == '"') {
        target.append(source, first, at - 1);
        target.endEscapes();
        return isAscii;
      }
      if (next == '\\') {
        target.append(source, first, at - 1);
        target.append(escape());
        first = at;
      } else if (next >= 0) {
        throw unexpected("no control character");
      } else {
        isAscii = false;
      }
    }
  }

  /** Reads on to the first byte of a string that is not simply part of its text. */
  private byte special() {
    at = plainEnd(at);
    if (at == end) {
      at++;
      throw unexpected("'\"'");
    }
    return source[at++];
  }

  private char escape() {
    byte next = at < end ? source[at] : 0;
    at++;
    return switch (next) {
      case '"', '\\', '/' -> (char) next;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw unexpected("an escape");
    };
  }

  private char unicode() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < end ? Character.digit(source[at], 16) : -1;
      at++;
      if (digit < 0) {
        throw unexpected("a hex digit");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  /** The first byte from here on that is a quote, a backslash, a control character or no ASCII. */
  private int plainEnd(int from) {
    int i = from;
    while (end - i >= Long.BYTES) {
      long word = (long) LONGS.get(source, i);
      long found = (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word - SPACES) | word);
      found &= HIGH_BITS;
      if (found != 0) { // a borrow shows one too many only above one that is right
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && source[i] >= ' ' && source[i] != '"' && source[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Has the high bit of each byte set that is zero, and perhaps of those above such a byte. */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  /** Reads the first byte that is no white space, or {@link #END}. */
  private int skipSpace() {
    while (at < end) {
      byte next = source[at++];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
    }
    at = end + 1;
    return END;
  }

  private IllegalArgumentException unexpected(String wanted) {
    int offset = at - 1;
    String found = "the end";
    if (offset < end) {
      int c = source[offset];
      found =
          c > ' ' && c < 0x7F ? "'" + (char) c + "'" : "byte 0x" + Integer.toHexString(c & 0xFF);
    }
    return new IllegalArgumentException(
        "Unexpected " + found + " at byte " + offset + " (expected: " + wanted + ")");
  }
}
