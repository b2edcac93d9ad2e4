// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

/**
 * A trace or span id in the hex digits of OTLP/JSON, upper or lower case. It is read again and
 * again into the same object.
 */
final class HexId {

  static final int TRACE_ID_DIGITS = 32;
  static final int SPAN_ID_DIGITS = 16;

  private static final int DIGITS_PER_LONG = 16;
  private static final int EXCERPT_MAX = 40;

  private final int digits;
  private long high;
  private long low;
  private String text = "";
  private boolean isHex;

  /** An id of this many digits, {@link #TRACE_ID_DIGITS} or {@link #SPAN_ID_DIGITS}. */
  HexId(int digits) {
    this.digits = digits;
  }

  /** Reads a text; empty for an id that is missing. */
  void read(String text) {
    this.text = text;
    high = 0;
    low = 0;
    isHex = text.length() == digits;
    for (int i = 0; i < digits && isHex; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      isHex = digit >= 0;
      if (i < digits - DIGITS_PER_LONG) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
  }

  /** Whether there is an id at all, usable or not. */
  boolean isPresent() {
    return !text.isEmpty();
  }

  /** Whether there is an id of the right length and alphabet; it may be all zeros. */
  boolean isWellFormed() {
    return isHex;
  }

  /** Whether it is well-formed and not all zeros. */
  boolean isValid() {
    return isHex && (high | low) != 0;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /** What a sender is told of an id that cannot be used. */
  String complaint(String what) {
    String excerpt = text.length() > EXCERPT_MAX ? text.substring(0, EXCERPT_MAX) + "…" : text;
    return what + ": \"" + excerpt + "\" (expected: " + digits + " hex digits, not all zeros)";
  }
}
