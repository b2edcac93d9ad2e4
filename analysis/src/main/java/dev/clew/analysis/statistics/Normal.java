// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/** The standard normal distribution. */
public final class Normal {

  private Normal() {}

  /** The two-sided p-value of a z-score. */
  public static double twoSided(double z) {
    return Math.min(1, erfc(Math.abs(z) / Math.sqrt(2)));
  }

  /** The share of the distribution below {@code z}. */
  public static double below(double z) {
    return 0.5 * erfc(-z / Math.sqrt(2));
  }

  /**
   * The complementary error function: Chebyshev fit with a relative error below 1.2e-7 everywhere
   * (Numerical Recipes in C, 2nd edition, section 6.2).
   */
  static double erfc(double x) {
    double z = Math.abs(x);
    double t = 1 / (1 + 0.5 * z);
    double[] coefficients = {
      -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806,
      0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277
    };
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * t + coefficients[i];
    }
    double value = t * Math.exp(-z * z + sum);
    return x >= 0 ? value : 2 - value;
  }
}
