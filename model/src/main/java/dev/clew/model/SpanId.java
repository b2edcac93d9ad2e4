// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/**
 * A 64-bit span id, for the edges; columns and hot code hold the bare {@code long}. Zero is the
 * invalid id, and as a parent id it means "no parent".
 *
 * @param value the eight bytes on the wire, big endian
 */
public record SpanId(long value) {

  /**
   * Reads 1 to 16 hex digits of either case; missing leading digits are zeros.
   *
   * @throws IllegalArgumentException if {@code hex} is empty, too long or holds another character
   */
  public static SpanId parse(CharSequence hex) {
    int length = hex.length();
    if (length < 1 || length > 16) {
      throw new IllegalArgumentException(
          "span id: \"" + Hex.excerpt(hex) + "\" (expected: 1 to 16 hex digits)");
    }
    return new SpanId(Hex.parse(hex, 0, length, "span id"));
  }

  /** Whether any bit is set. */
  public boolean isValid() {
    return value != 0;
  }

  /** The 16 lower-case hex digits of the W3C and OTLP/JSON form. */
  public String toHex() {
    return toHex(value);
  }

  /** The 16 lower-case hex digits of a bare span id. */
  public static String toHex(long value) {
    char[] digits = new char[16];
    Hex.format(value, digits, 0);
    return new String(digits);
  }

  /** Same as {@link #toHex()}. */
  @Override
  public String toString() {
    return toHex();
  }
}
