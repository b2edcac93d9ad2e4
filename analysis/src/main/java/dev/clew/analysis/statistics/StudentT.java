// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/** Student's t-distribution: of means and medians whose spread was estimated from few values. */
public final class StudentT {

  private static final double PRECISION = 1e-14;
  private static final int STEPS_MAX = 500;

  private StudentT() {}

  /**
   * The two-sided p-value of a t-score.
   *
   * @param freedom degrees of freedom, more than 0
   */
  public static double twoSided(double t, double freedom) {
    return t == 0 ? 1 : Math.min(1, beta(freedom / 2, 0.5, freedom / (freedom + t * t)));
  }

  /** The regularised incomplete beta function I_x(a, b). */
  static double beta(double a, double b, double x) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    double front =
        Math.exp(
            LogGamma.of(a + b)
                - LogGamma.of(a)
                - LogGamma.of(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(a, b, x) / a
        : 1 - front * fraction(b, a, 1 - x) / b;
  }

  /** Its continued fraction, by Lentz's method (Numerical Recipes in C, 2nd edition, 6.4). */
  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = inverse(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= STEPS_MAX; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = inverse(1 + even * d);
      c = 1 + even / c;
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = inverse(1 + odd * d);
      c = 1 + odd / c;
      result *= d * c;
      if (Math.abs(d * c - 1) < PRECISION) {
        break;
      }
    }
    return result;
  }

  private static double inverse(double value) {
    return 1 / (Math.abs(value) < Double.MIN_NORMAL ? Double.MIN_NORMAL : value);
  }
}
