// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

/**
 * Turns doubles that are short decimals into integers and back without loss, as most measured
 * values are: 12.25 becomes 1225 with two decimals.
 *
 * <p>Source: A. Afroozeh, L. Kuffo, P. Boncz, "ALP: Adaptive Lossless floating-Point Compression",
 * SIGMOD 2024; of it only the decimal case, without exceptions.
 */
public final class DoubleScale {

  /** Says that values are the bits of doubles. */
  public static final int NONE = 255;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
  private static final double INTEGER_MAX = 1L << 53; // up to here every integer is a double

  private DoubleScale() {}

  /**
   * Replaces the bits of doubles by scaled integers, if all can be.
   *
   * @return the number of decimals, or {@link #NONE} if nothing was replaced
   */
  public static int apply(long[] bits, int count, long[] target) {
    int decimals = 0;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      while (!isExact(value, decimals)) {
        if (++decimals == POWERS.length) {
          return NONE;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      if (!isExact(value, decimals)) {
        return NONE; // exact with fewer decimals, but no longer with these
      }
      target[i] = Math.round(value * POWERS[decimals]);
    }
    return decimals;
  }

  /** The bits of the double that became this integer. */
  public static long bits(long value, int decimals) {
    return decimals == NONE ? value : Double.doubleToRawLongBits(value / POWERS[decimals]);
  }

  private static boolean isExact(double value, int decimals) {
    double scaled = value * POWERS[decimals];
    if (!(Math.abs(scaled) < INTEGER_MAX)) {
      return false;
    }
    long integer = Math.round(scaled);
    return Double.doubleToRawLongBits(integer / POWERS[decimals])
        == Double.doubleToRawLongBits(value);
  }
}
