// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/** Quantiles of sorted numbers, by linear interpolation (type 7 of Hyndman and Fan, 1996). */
public final class Quantiles {

  /** The inter-quartile range of a normal distribution, in standard deviations. */
  private static final double NORMAL_IQR = 1.3489795;

  private Quantiles() {}

  /**
   * The quantile at {@code share}, from 0 to 1.
   *
   * @throws IllegalArgumentException if there are no numbers
   */
  public static double at(double[] sorted, double share) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("numbers: none (expected: at least one)");
    }
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** The median. */
  public static double median(double[] sorted) {
    return at(sorted, 0.5);
  }

  /** The standard deviation, as the inter-quartile range suggests it; outliers do not move it. */
  public static double robustDeviation(double[] sorted) {
    return (at(sorted, 0.75) - at(sorted, 0.25)) / NORMAL_IQR;
  }
}
