// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/** The logarithm of the gamma function. */
final class LogGamma {

  private LogGamma() {}

  /** ln n!, which is ln Γ(n + 1). */
  static double ofFactorial(long n) {
    return of(n + 1.0);
  }

  /** ln Γ(value) by Stirling's series, with an error below 1e-13; {@code value} is more than 0. */
  static double of(double value) {
    double x = value;
    double below = 0;
    for (; x < 10; x++) {
      below += Math.log(x);
    }
    double inverse = 1 / (x * x);
    double series =
        (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - below;
  }
}
