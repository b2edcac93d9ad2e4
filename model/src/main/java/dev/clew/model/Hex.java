// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/**
 * Hex digits of ids; the JDK's {@code HexFormat} cannot read short ids or write into a shared
 * array.
 */
final class Hex {

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** The value of at most 16 digits in {@code [begin, end)}; an empty range is zero. */
  static long parse(CharSequence text, int begin, int end, String what) {
    long value = 0;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException(
            what + ": \"" + excerpt(text) + "\" (expected: hex digits only)");
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** Writes 16 digits at {@code offset}. */
  static void format(long value, char[] target, int offset) {
    for (int i = 15; i >= 0; i--) {
      target[offset + i] = DIGITS[(int) value & 0xF];
      value >>>= 4;
    }
  }

  /** Keeps a hostile id from flooding an error message. */
  static String excerpt(CharSequence text) {
    return text.length() <= 40 ? text.toString() : text.subSequence(0, 40) + "…";
  }
}
