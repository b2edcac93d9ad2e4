// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/** Shares of counts: how sure one can be of them, and whether two differ. */
public final class Proportions {

  /** The z-score of a two-sided confidence of 95 %. */
  public static final double Z95 = 1.959964;

  private Proportions() {}

  /** The lower end of Wilson's 95 % interval for {@code hits} of {@code total}; 0 of nothing. */
  public static double lowerBound(double hits, double total) {
    return total <= 0 ? 0 : Math.max(0, wilson(hits, total, -1));
  }

  /** The upper end of Wilson's 95 % interval for {@code hits} of {@code total}; 1 of nothing. */
  public static double upperBound(double hits, double total) {
    return total <= 0 ? 1 : Math.min(1, wilson(hits, total, 1));
  }

  /**
   * By how much the first share is surely larger than the second: its lower bound minus the other's
   * upper bound; negative when they overlap.
   */
  public static double certainGain(double hits, double total, double otherHits, double otherTotal) {
    return lowerBound(hits, total) - upperBound(otherHits, otherTotal);
  }

  /**
   * Whether {@code a} of {@code a + b} differs from {@code c} of {@code c + d}: Fisher's exact test
   * up to 2,000 observations, the χ² test with Yates's correction above.
   *
   * @return the two-sided p-value
   */
  public static double difference(long a, long b, long c, long d) {
    if (a + b == 0 || c + d == 0) {
      return 1;
    }
    return a + b + c + d <= 2_000 ? fisher(a, b, c, d) : chiSquare(a, b, c, d);
  }

  /**
   * The least p-value that {@link #difference} can give if there are {@code hits} in {@code total}
   * and {@code otherTotal} together, however they are spread: what can never be significant is not
   * tested (Tarone 1990).
   */
  public static double leastDifference(long hits, long total, long otherTotal) {
    double fixed =
        LogGamma.ofFactorial(total)
            + LogGamma.ofFactorial(otherTotal)
            + LogGamma.ofFactorial(hits)
            + LogGamma.ofFactorial(total + otherTotal - hits)
            - LogGamma.ofFactorial(total + otherTotal);
    long from = Math.max(0, hits - otherTotal);
    long to = Math.min(hits, total);
    return from == to
        ? 1
        : Math.exp(
            Math.min(
                logProbability(from, total, hits, total + otherTotal, fixed),
                logProbability(to, total, hits, total + otherTotal, fixed)));
  }

  /**
   * Fisher's exact test of a two-by-two table: the probability of all tables with these margins
   * that are no likelier than this one. Cost: linear in the smallest margin.
   */
  static double fisher(long a, long b, long c, long d) {
    long row = a + b;
    long column = a + c;
    long total = a + b + c + d;
    long from = Math.max(0, row + column - total);
    long to = Math.min(row, column);
    double fixed =
        LogGamma.ofFactorial(row)
            + LogGamma.ofFactorial(total - row)
            + LogGamma.ofFactorial(column)
            + LogGamma.ofFactorial(total - column)
            - LogGamma.ofFactorial(total);
    double observed = logProbability(a, row, column, total, fixed);
    double sum = 0;
    for (long cell = from; cell <= to; cell++) {
      double log = logProbability(cell, row, column, total, fixed);
      if (log <= observed + 1e-7) {
        sum += Math.exp(log);
      }
    }
    return Math.min(1, sum);
  }

  /** The χ² test of a two-by-two table, with Yates's correction. */
  static double chiSquare(long a, long b, long c, long d) {
    double total = a + b + c + d;
    double margins = (double) (a + b) * (c + d) * (a + c) * (b + d);
    if (margins == 0) {
      return 1;
    }
    double distance = Math.max(0, Math.abs((double) a * d - (double) b * c) - total / 2);
    return Normal.twoSided(Math.sqrt(total / margins) * distance);
  }

  private static double wilson(double hits, double total, int side) {
    double z2 = Z95 * Z95;
    double share = hits / total;
    double half = Z95 * Math.sqrt(share * (1 - share) / total + z2 / (4 * total * total));
    return (share + z2 / (2 * total) + side * half) / (1 + z2 / total);
  }

  private static double logProbability(long cell, long row, long column, long total, double fixed) {
    return fixed
        - LogGamma.ofFactorial(cell)
        - LogGamma.ofFactorial(row - cell)
        - LogGamma.ofFactorial(column - cell)
        - LogGamma.ofFactorial(total - row - column + cell);
  }
}
