// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ProportionsTest {

  @Test
  void fisher_teaTasting_matchesTheBook() {
    // Fisher (1935): 3 of 4 against 1 of 4; two-sided 34/70.
    assertThat(Proportions.fisher(3, 1, 1, 3)).isCloseTo(34.0 / 70, within(1e-9));
  }

  @Test
  void fisher_allSmallTables_matchCountingExactly() {
    for (int a = 0; a <= 5; a++) {
      for (int b = 0; b <= 5; b++) {
        for (int c = 0; c <= 5; c++) {
          for (int d = 0; d <= 5; d++) {
            assertThat(Proportions.fisher(a, b, c, d))
                .as("%d %d %d %d", a, b, c, d)
                .isCloseTo(counted(a, b, c, d), within(1e-9));
          }
        }
      }
    }
  }

  @Test
  void fisher_largeTable_matchesCountingExactly() {
    assertThat(Proportions.fisher(120, 80, 90, 110))
        .isCloseTo(counted(120, 80, 90, 110), within(1e-9));
  }

  @Test
  void chiSquare_knownTable_matchesByHand() {
    // n(|ad − bc| − n/2)² / margins = 100 (|30·30 − 20·20| − 50)² / 50⁴ = 3.24; p = 0.0719.
    assertThat(Proportions.chiSquare(30, 20, 20, 30)).isCloseTo(0.0719, within(1e-3));
  }

  @Test
  void leastDifference_everySpread_isTheLeastOfAll() {
    for (int hits = 0; hits <= 9; hits++) {
      double least = 1;
      for (int a = Math.max(0, hits - 5); a <= Math.min(hits, 4); a++) {
        least = Math.min(least, Proportions.fisher(a, 4 - a, hits - a, 5 - (hits - a)));
      }
      assertThat(Proportions.leastDifference(hits, 4, 5)).isCloseTo(least, within(1e-9));
    }
  }

  @Test
  void difference_oneSideEmpty_isNone() {
    assertThat(Proportions.difference(0, 0, 5, 5)).isEqualTo(1);
  }

  @Test
  void bounds_knownCases_areWilsons() {
    assertThat(Proportions.lowerBound(10, 10)).isCloseTo(0.7225, within(1e-4));
    assertThat(Proportions.upperBound(0, 10)).isCloseTo(0.2775, within(1e-4));
    assertThat(Proportions.lowerBound(5, 10)).isCloseTo(0.2366, within(1e-4));
    assertThat(Proportions.lowerBound(0, 0)).isZero();
    assertThat(Proportions.upperBound(0, 0)).isEqualTo(1);
  }

  @Test
  void certainGain_overlappingIntervals_isNegative() {
    assertThat(Proportions.certainGain(5, 10, 4, 10)).isNegative();
    assertThat(Proportions.certainGain(20, 20, 0, 20)).isGreaterThan(0.6);
  }

  /** By whole numbers: the tables with these margins that are at most as likely as this one. */
  private static double counted(int a, int b, int c, int d) {
    BigInteger observed = ways(a, b, c, d);
    BigInteger likely = BigInteger.ZERO;
    BigInteger all = BigInteger.ZERO;
    for (int cell = 0; cell <= Math.min(a + b, a + c); cell++) {
      int rest = d - a + cell;
      if (rest < 0) {
        continue;
      }
      BigInteger ways = ways(cell, a + b - cell, a + c - cell, rest);
      all = all.add(ways);
      likely = ways.compareTo(observed) <= 0 ? likely.add(ways) : likely;
    }
    return new java.math.BigDecimal(likely)
        .divide(new java.math.BigDecimal(all), java.math.MathContext.DECIMAL64)
        .doubleValue();
  }

  private static BigInteger ways(int a, int b, int c, int d) {
    return choose(a + b, a).multiply(choose(c + d, c));
  }

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return result;
  }
}
