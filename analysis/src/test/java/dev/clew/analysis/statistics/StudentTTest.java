// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {

  @Test
  void twoSided_criticalValues_areThoseOfTheTables() {
    assertThat(StudentT.twoSided(12.7062, 1)).isCloseTo(0.05, within(1e-6));
    assertThat(StudentT.twoSided(-2.2281, 10)).isCloseTo(0.05, within(1e-5));
    assertThat(StudentT.twoSided(5.8409, 3)).isCloseTo(0.01, within(1e-5));
    assertThat(StudentT.twoSided(3.6460, 30)).isCloseTo(0.001, within(1e-5));
  }

  @Test
  void twoSided_oneAndTwoDegreesOfFreedom_matchTheClosedForms() {
    for (double t = 0.1; t < 1e4; t *= 3) {
      assertThat(StudentT.twoSided(t, 1)).isCloseTo(1 - 2 / Math.PI * Math.atan(t), within(1e-10));
      assertThat(StudentT.twoSided(t, 2)).isCloseTo(1 - t / Math.sqrt(t * t + 2), within(1e-10));
    }
  }

  @Test
  void twoSided_manyDegreesOfFreedom_isNearlyNormal() {
    assertThat(StudentT.twoSided(1.96, 1e6)).isCloseTo(Normal.twoSided(1.96), within(1e-5));
  }

  @Test
  void twoSided_ofNothing_isOne() {
    assertThat(StudentT.twoSided(0, 5)).isEqualTo(1);
  }
}
