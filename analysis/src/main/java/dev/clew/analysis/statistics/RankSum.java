// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

/**
 * The test of Mann and Whitney: whether the numbers of one sample tend to be larger than those of
 * another, whatever their distribution.
 *
 * @param superiority the probability that a number of the first sample exceeds one of the second,
 *     ties counting half; 0.5 when they are alike
 * @param pValue two-sided, by the normal approximation with correction for ties and continuity
 */
public record RankSum(double superiority, double pValue) {

  /**
   * Compares two sorted samples.
   *
   * @throws IllegalArgumentException if one is empty
   */
  public static RankSum of(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0) {
      throw new IllegalArgumentException("samples: one is empty (expected: numbers in both)");
    }
    double n = first.length;
    double m = second.length;
    double rankSum = 0;
    double ties = 0;
    int i = 0;
    int j = 0;
    double rank = 0;
    while (i < first.length || j < second.length) {
      double value =
          j == second.length || (i < first.length && first[i] <= second[j]) ? first[i] : second[j];
      int inFirst = 0;
      int both = 0;
      while (i < first.length && first[i] == value) {
        i++;
        inFirst++;
        both++;
      }
      while (j < second.length && second[j] == value) {
        j++;
        both++;
      }
      rankSum += inFirst * (rank + (both + 1) / 2.0);
      ties += (double) both * both * both - both;
      rank += both;
    }
    double u = rankSum - n * (n + 1) / 2;
    double total = n + m;
    double variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)));
    double distance = Math.max(0, Math.abs(u - n * m / 2) - 0.5);
    double p = variance <= 0 ? 1 : Normal.twoSided(distance / Math.sqrt(variance));
    return new RankSum(u / (n * m), p);
  }
}
