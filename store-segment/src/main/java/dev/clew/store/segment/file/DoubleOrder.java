// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

/** Doubles as integers of the same order. NaN takes no part in minima and maxima. */
final class DoubleOrder {

  private DoubleOrder() {}

  static long toOrdered(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  static double fromOrdered(long ordered) {
    return Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
  }

  /** The ordered minimum of doubles given as bits; positive infinity if all are NaN. */
  static long min(long[] bits, int count) {
    double min = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      min = value < min ? value : min;
    }
    return toOrdered(min);
  }

  /** The ordered maximum of doubles given as bits; negative infinity if all are NaN. */
  static long max(long[] bits, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      max = value > max ? value : max;
    }
    return toOrdered(max);
  }
}
