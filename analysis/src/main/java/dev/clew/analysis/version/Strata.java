// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import dev.clew.analysis.statistics.Normal;
import dev.clew.analysis.statistics.Proportions;
import dev.clew.analysis.statistics.RankSum;
import dev.clew.analysis.statistics.Samples;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of two versions by what must be alike to be compared, so that a version that gets the
 * harder traffic is not blamed for it. Threads: one at a time.
 */
final class Strata {

  private final Map<String, Pair> pairs = new TreeMap<>();

  /** The numbers of one stratum, larger being worse. */
  private record Pair(Samples baseline, Samples candidate) {}

  /**
   * What came of a comparison.
   *
   * @param worseBy see {@link Figure#worseBy}
   * @param error its standard error
   * @param pValue two-sided
   */
  record Compared(double worseBy, double error, double pValue) {

    double worseByMost() {
      return worseBy + Proportions.Z95 * error;
    }
  }

  void add(String stratum, boolean isCandidate, double value) {
    Pair pair = pairs.computeIfAbsent(stratum, _ -> new Pair(new Samples(), new Samples()));
    (isCandidate ? pair.candidate() : pair.baseline()).add(value);
  }

  /** All numbers of one version, sorted. */
  double[] sorted(boolean isCandidate) {
    Samples all = new Samples();
    for (Pair pair : pairs.values()) {
      Samples samples = isCandidate ? pair.candidate() : pair.baseline();
      for (int i = 0; i < samples.size(); i++) {
        all.add(samples.get(i));
      }
    }
    return all.sorted();
  }

  /**
   * The stratified rank test of van Elteren (1960): each stratum's probability that the candidate
   * is worse, weighted by what it can tell. Strata that only one version has say nothing.
   */
  Compared ranks() {
    double weights = 0;
    double sum = 0;
    double variance = 0;
    for (Pair pair : pairs.values()) {
      double n = pair.candidate().size();
      double m = pair.baseline().size();
      if (n > 0 && m > 0) {
        double weight = n * m / (n + m + 1);
        double worse =
            RankSum.of(pair.candidate().sorted(), pair.baseline().sorted()).superiority() - 0.5;
        weights += weight;
        sum += weight * worse;
        variance += weight * weight * (n + m + 1) / (12 * n * m);
      }
    }
    return compared(weights, sum, variance);
  }

  /** The difference of shares where numbers are 0 or 1, weighted as Mantel and Haenszel do. */
  Compared shares() {
    double weights = 0;
    double sum = 0;
    double variance = 0;
    for (Pair pair : pairs.values()) {
      double n = pair.candidate().size();
      double m = pair.baseline().size();
      if (n > 0 && m > 0) {
        double weight = n * m / (n + m);
        double share = pair.candidate().sum() / n;
        double shareBefore = pair.baseline().sum() / m;
        double pooled = (pair.candidate().sum() + pair.baseline().sum() + 1) / (n + m + 2);
        weights += weight;
        sum += weight * (share - shareBefore);
        variance += weight * weight * pooled * (1 - pooled) * (1 / n + 1 / m);
      }
    }
    return compared(weights, sum, variance);
  }

  private static Compared compared(double weights, double sum, double variance) {
    if (weights == 0) {
      return new Compared(0, Double.POSITIVE_INFINITY, 1);
    }
    double error = Math.sqrt(variance) / weights;
    return new Compared(sum / weights, error, Normal.twoSided(sum / weights / error));
  }
}
