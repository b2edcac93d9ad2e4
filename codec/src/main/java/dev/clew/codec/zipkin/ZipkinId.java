// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

/** Zipkin's rules for ids in text, and the words it has for what breaks them. */
public final class ZipkinId {

  private static final int LONG_DIGITS = 16;
  private static final int EXCERPT_MAX = 64;

  private ZipkinId() {}

  /**
   * Checks that a text is an id: up to so many lower-case hex digits.
   *
   * @param name of the field, for the message
   * @throws IllegalArgumentException if it is not, in Zipkin's words
   */
  public static void check(String name, String text, int digitsMax) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty");
    }
    if (text.length() > digitsMax) {
      throw new IllegalArgumentException(name + ".length > " + digitsMax);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw new IllegalArgumentException(
            excerpt(text) + " should be lower-hex encoded with no prefix");
      }
    }
  }

  /** The last 16 digits of an id that was checked. */
  public static long low(String text) {
    int begin = Math.max(0, text.length() - LONG_DIGITS);
    return Long.parseUnsignedLong(text, begin, text.length(), 16);
  }

  /** What stands before the last 16 digits; zero if nothing does. */
  public static long high(String text) {
    int end = text.length() - LONG_DIGITS;
    return end <= 0 ? 0 : Long.parseUnsignedLong(text, 0, end, 16);
  }

  /** A trace id as Zipkin prints it: 16 digits if they are enough, else 32. */
  public static String text(long high, long low) {
    return high == 0 ? text(low) : text(high) + text(low);
  }

  /** A span id as Zipkin prints it. */
  public static String text(long id) {
    return dev.clew.model.SpanId.toHex(id);
  }

  private static String excerpt(String text) {
    return text.length() <= EXCERPT_MAX ? text : text.substring(0, EXCERPT_MAX) + "…";
  }
}
