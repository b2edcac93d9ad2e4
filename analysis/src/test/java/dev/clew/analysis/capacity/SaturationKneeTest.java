// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.capacity.SaturationKnee.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaturationKneeTest {

  private static final double FLAT_NANOS = 20e6;

  @ParameterizedTest
  @ValueSource(ints = {20, 50, 80})
  void flatThenRising_isFoundWhereItBends(int knee) {
    OptionalDouble found = SaturationKnee.find(curve(100, knee));

    // The knee itself lies on both lines, so the cut may be on either side of it.
    assertThat(found.orElse(0)).isBetween(knee - 1.0, knee + 0.0);
  }

  @Test
  void flatThenRising_withNoise_isFoundNearby() {
    for (long seed = 1; seed <= 50; seed++) {
      List<Sample> samples = noisy(curve(100, 60), 0.05, seed);

      assertThat(SaturationKnee.find(samples).orElse(0)).as("seed " + seed).isBetween(50.0, 70.0);
    }
  }

  @Test
  void flat_hasNone_howeverNoisy() {
    for (long seed = 1; seed <= 50; seed++) {
      List<Sample> samples = noisy(curve(100, 100), 0.2, seed);

      assertThat(SaturationKnee.find(samples)).as("seed " + seed).isEmpty();
    }
  }

  @Test
  void risingBelowHalfAgain_isNoKnee() {
    List<Sample> samples = new ArrayList<>();
    for (int rate = 1; rate <= 100; rate++) {
      samples.add(new Sample(rate, FLAT_NANOS * (rate <= 60 ? 1 : 1 + 0.4 * (rate - 60) / 40)));
    }

    assertThat(SaturationKnee.find(samples)).isEmpty();
  }

  @Test
  void throughputThatNeverChanges_hasNone_howeverLatencyDoes() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      samples.add(new Sample(5, i < 30 ? FLAT_NANOS : 5 * FLAT_NANOS));
    }

    assertThat(SaturationKnee.find(samples)).isEmpty();
  }

  @Test
  void falling_hasNone() {
    List<Sample> samples = new ArrayList<>();
    for (int rate = 1; rate <= 100; rate++) {
      samples.add(new Sample(rate, FLAT_NANOS * (101 - rate)));
    }

    assertThat(SaturationKnee.find(samples)).isEmpty();
  }

  @Test
  void tooFewPoints_haveNone() {
    assertThat(SaturationKnee.find(curve(5, 3))).isEmpty();
    assertThat(SaturationKnee.find(List.of())).isEmpty();
  }

  @Test
  void order_doesNotMatter() {
    List<Sample> shuffled = curve(100, 60);
    Collections.shuffle(shuffled, new Random(3));

    assertThat(SaturationKnee.find(shuffled)).isEqualTo(SaturationKnee.find(curve(100, 60)));
  }

  /** Latency as it is up to the knee, and a tenth more for each call per second above it. */
  private static List<Sample> curve(int max, int knee) {
    List<Sample> samples = new ArrayList<>();
    for (int rate = 1; rate <= max; rate++) {
      samples.add(new Sample(rate, FLAT_NANOS * (1 + 0.1 * Math.max(0, rate - knee))));
    }
    return samples;
  }

  private static List<Sample> noisy(List<Sample> samples, double deviation, long seed) {
    Random random = new Random(seed);
    return samples.stream()
        .map(sample ->
            new Sample(
                sample.perSecond(), sample.latency() * Math.exp(deviation * random.nextGaussian())))
        .toList();
  }
}
