// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/**
 * A 128-bit trace id. All zeros is the invalid id.
 *
 * @param high the first eight bytes on the wire, big endian; zero for a 64-bit id
 * @param low the last eight bytes on the wire, big endian
 */
public record TraceId(long high, long low) implements Comparable<TraceId> {

  /** The id that OpenTelemetry calls invalid: all zeros. */
  public static final TraceId INVALID = new TraceId(0, 0);

  /**
   * Reads 1 to 32 hex digits of either case; missing leading digits are zeros, as Jaeger and Zipkin
   * print them.
   *
   * @throws IllegalArgumentException if {@code hex} is empty, too long or holds another character
   */
  public static TraceId parse(CharSequence hex) {
    int length = hex.length();
    if (length < 1 || length > 32) {
      throw new IllegalArgumentException(
          "trace id: \"" + Hex.excerpt(hex) + "\" (expected: 1 to 32 hex digits)");
    }
    int split = Math.max(0, length - 16);
    return new TraceId(
        Hex.parse(hex, 0, split, "trace id"), Hex.parse(hex, split, length, "trace id"));
  }

  /** Whether any bit is set. */
  public boolean isValid() {
    return (high | low) != 0;
  }

  /** The 32 lower-case hex digits of the W3C and OTLP/JSON form. */
  public String toHex() {
    char[] digits = new char[32];
    Hex.format(high, digits, 0);
    Hex.format(low, digits, 16);
    return new String(digits);
  }

  /** Unsigned order of the 16 bytes on the wire. */
  @Override
  public int compareTo(TraceId other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /** Same as {@link #toHex()}. */
  @Override
  public String toString() {
    return toHex();
  }
}
