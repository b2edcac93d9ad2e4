// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.json.JsonText;
import java.util.Arrays;

/** The ids of a span in JSON, which both models write alike. */
final class JsonIds {

  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;

  private static final byte[] DIGITS = digits(); // by byte; -1 for what is no lower-case hex digit

  private final JsonInput in;
  private boolean hasTraceId;
  private boolean hasId;
  private long traceIdHigh;
  private long traceIdLow;
  private long spanId;
  private long parentSpanId;
  private int wrongDigits; // negative: at least one

  JsonIds(JsonInput in) {
    this.in = in;
  }

  /** Forgets those of the span before. */
  void clear() {
    hasTraceId = false;
    hasId = false;
    parentSpanId = 0;
  }

  /** Reads the current property if it is one of the ids. */
  boolean read(String name) {
    switch (name) {
      case "traceId" -> {
        JsonText text = checked(name, TRACE_ID_DIGITS);
        int lowBegin = Math.max(text.begin(), text.end() - SPAN_ID_DIGITS);
        traceIdHigh = number(text, text.begin(), lowBegin);
        traceIdLow = number(text, lowBegin, text.end());
        requireDigits(name, text);
        if (traceIdHigh == 0 && traceIdLow == 0) {
          throw new IllegalArgumentException("traceId is all zeros");
        }
        hasTraceId = true;
      }
      case "id" -> {
        spanId = id(name);
        if (spanId == 0) {
          throw new IllegalArgumentException("id is all zeros");
        }
        hasId = true;
      }
      case "parentId" -> parentSpanId = in.isNull() ? 0 : id(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  void requirePresent() {
    if (!hasTraceId || !hasId) {
      throw new IllegalArgumentException(
          "Missing :" + (hasTraceId ? "" : " traceId") + (hasId ? "" : " id"));
    }
  }

  long traceIdHigh() {
    return traceIdHigh;
  }

  long traceIdLow() {
    return traceIdLow;
  }

  long spanId() {
    return spanId;
  }

  /** The id of the parent, or 0. */
  long parentSpanId() {
    return parentSpanId;
  }

  private long id(String name) {
    JsonText text = checked(name, SPAN_ID_DIGITS);
    long id = number(text, text.begin(), text.end());
    requireDigits(name, text);
    return id;
  }

  private JsonText checked(String name, int digitsMax) {
    JsonText text = in.utf8();
    wrongDigits = 0;
    if (text.length() == 0 || text.length() > digitsMax) {
      ZipkinId.check(name, text.string(), digitsMax); // has the words for what is wrong
    }
    return text;
  }

  private void requireDigits(String name, JsonText text) {
    if (wrongDigits < 0) {
      ZipkinId.check(name, text.string(), TRACE_ID_DIGITS);
    }
  }

  /** What hex digits say; {@link #wrongDigits} is negative if some are none. */
  private long number(JsonText text, int begin, int end) {
    byte[] bytes = text.bytes();
    int wrong = 0;
    long number = 0;
    for (int i = begin; i < end; i++) {
      int digit = DIGITS[bytes[i] & 0xFF];
      wrong |= digit;
      number = number << 4 | digit;
    }
    wrongDigits |= wrong;
    return number;
  }

  private static byte[] digits() {
    byte[] digits = new byte[256];
    Arrays.fill(digits, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      digits[Character.forDigit(digit, 16)] = (byte) digit;
    }
    return digits;
  }
}
