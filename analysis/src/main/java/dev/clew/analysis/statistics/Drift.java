// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/** How far the distribution of a number has moved between two samples. */
public final class Drift {

  private static final int TERMS = 100;

  private Drift() {}

  /** The largest distance between the two cumulative distributions (Kolmogorov, Smirnov). */
  public static double kolmogorovSmirnov(double[] first, double[] second) {
    int i = 0;
    int j = 0;
    double largest = 0;
    while (i < first.length && j < second.length) {
      double value = Math.min(first[i], second[j]);
      while (i < first.length && first[i] == value) {
        i++;
      }
      while (j < second.length && second[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / first.length - (double) j / second.length));
    }
    return largest;
  }

  /** The p-value of that distance, by its asymptotic distribution. */
  public static double pValue(double distance, int firstSize, int secondSize) {
    double root = Math.sqrt((double) firstSize * secondSize / (firstSize + secondSize));
    double lambda = (root + 0.12 + 0.11 / root) * distance;
    if (lambda < 0.2) {
      return 1; // the series converges too slowly, and its sum is 1 to twelve digits
    }
    double sum = 0;
    for (int term = 1; term <= TERMS; term++) {
      double part = Math.exp(-2.0 * term * term * lambda * lambda);
      sum += term % 2 == 1 ? part : -part;
    }
    return Math.clamp(2 * sum, 0, 1);
  }

  /**
   * The population stability index over ten bins of equal share in the reference: Σ (p − q)
   * ln(p/q). By custom, below 0.1 nothing has changed, above 0.25 much has. Empty bins count as
   * half an observation.
   *
   * @param sample sorted
   * @param reference sorted, not empty
   */
  public static double stabilityIndex(double[] sample, double[] reference) {
    int bins = 10;
    double[] inSample = new double[bins];
    double[] inReference = new double[bins];
    for (double value : sample) {
      inSample[bin(value, reference, bins)]++;
    }
    for (double value : reference) {
      inReference[bin(value, reference, bins)]++;
    }
    double index = 0;
    for (int bin = 0; bin < bins; bin++) {
      double p = Math.max(inSample[bin], 0.5) / sample.length;
      double q = Math.max(inReference[bin], 0.5) / reference.length;
      if (inSample[bin] + inReference[bin] > 0) {
        index += (p - q) * Math.log(p / q);
      }
    }
    return index;
  }

  private static int bin(double value, double[] reference, int bins) {
    int bin = 0;
    while (bin < bins - 1 && value > Quantiles.at(reference, (bin + 1.0) / bins)) {
      bin++;
    }
    return bin;
  }
}
