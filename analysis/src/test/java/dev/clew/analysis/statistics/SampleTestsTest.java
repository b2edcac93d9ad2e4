// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTestsTest {

  private static final long SEED = 20_260_303;

  @Test
  void quantiles_ofFive_interpolate() {
    double[] sorted = {1, 2, 3, 4, 10};
    assertThat(Quantiles.median(sorted)).isEqualTo(3);
    assertThat(Quantiles.at(sorted, 0.9)).isCloseTo(7.6, within(1e-12));
    assertThat(Quantiles.robustDeviation(sorted)).isCloseTo(2 / 1.349, within(1e-3));
  }

  @Test
  void normal_knownPoints_match() {
    assertThat(Normal.twoSided(1.959964)).isCloseTo(0.05, within(1e-6));
    assertThat(Normal.twoSided(0)).isCloseTo(1, within(1e-6));
    assertThat(Normal.below(1.644854)).isCloseTo(0.95, within(1e-6));
    assertThat(Normal.below(-3)).isCloseTo(0.0013499, within(1e-6));
  }

  @Test
  void rankTest_againstAllPairs_countsSuperiority() {
    Random random = new Random(SEED);
    for (int round = 0; round < 50; round++) {
      double[] first =
          random.ints(1 + random.nextInt(12), 0, 9).asDoubleStream().sorted().toArray();
      double[] second =
          random.ints(1 + random.nextInt(12), 0, 9).asDoubleStream().sorted().toArray();
      double wins = 0;
      for (double a : first) {
        for (double b : second) {
          wins += a > b ? 1 : a == b ? 0.5 : 0;
        }
      }
      assertThat(RankSum.of(first, second).superiority())
          .as("seed %d round %d", SEED, round)
          .isCloseTo(wins / (first.length * second.length), within(1e-12));
    }
  }

  @Test
  void rankTest_knownExample_matchesTheNormalApproximation() {
    // U = 0 of 5 × 5: z = (12.5 − 0.5) / √(25 · 11 / 12) = 2.5067, p = 0.01219.
    double[] low = {1, 2, 3, 4, 5};
    double[] high = {6, 7, 8, 9, 10};
    assertThat(RankSum.of(low, high).pValue()).isCloseTo(0.01219, within(1e-5));
  }

  @Test
  void kolmogorovSmirnov_againstAllPoints_findsTheLargestDistance() {
    Random random = new Random(SEED);
    for (int round = 0; round < 50; round++) {
      double[] first = random.doubles(1 + random.nextInt(20)).sorted().toArray();
      double[] second = random.doubles(1 + random.nextInt(20)).sorted().toArray();
      double largest = 0;
      for (double[] points : new double[][] {first, second}) {
        for (double point : points) {
          largest = Math.max(largest, Math.abs(share(first, point) - share(second, point)));
        }
      }
      assertThat(Drift.kolmogorovSmirnov(first, second))
          .as("seed %d round %d", SEED, round)
          .isCloseTo(largest, within(1e-12));
    }
  }

  @Test
  void kolmogorovSmirnov_criticalDistance_isFivePercent() {
    // The 5 % point of the limit distribution is 1.358; at n = m = 10,000 the correction is small.
    double distance = 1.358 / Math.sqrt(5_000);
    assertThat(Drift.pValue(distance, 10_000, 10_000)).isCloseTo(0.05, within(0.002));
  }

  @Test
  void stabilityIndex_sameSample_isZero_shifted_isLarge() {
    Random random = new Random(SEED);
    double[] reference = random.doubles(1_000).sorted().toArray();
    double[] shifted = Arrays.stream(reference).map(value -> value + 0.3).toArray();
    assertThat(Drift.stabilityIndex(reference, reference)).isCloseTo(0, within(1e-9));
    assertThat(Drift.stabilityIndex(shifted, reference)).isGreaterThan(0.25);
  }

  @Test
  void falseDiscovery_example_matchesBenjaminiAndHochberg() {
    // Their example: of fifteen p-values, four stay below 5 %.
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0
    };
    double[] adjusted = FalseDiscovery.adjust(p, p.length);
    assertThat(Arrays.stream(adjusted).filter(value -> value <= 0.05).count()).isEqualTo(4);
    assertThat(adjusted[3]).isCloseTo(0.0095 * 15 / 4, within(1e-12));
  }

  private static double share(double[] sorted, double point) {
    return (double) Arrays.stream(sorted).filter(value -> value <= point).count() / sorted.length;
  }
}
