// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Test
  void sample_hasTheMedianAndTailItWasMadeWith() {
    Latency latency = Latency.ofMillis(20, 110);
    SplittableRandom random = new SplittableRandom(5);
    long[] samples = new long[100_000];
    Arrays.setAll(samples, _ -> latency.sampleNanos(random));
    Arrays.sort(samples);
    assertThat(samples[50_000] / 1e6).isCloseTo(20, within(0.4));
    assertThat(samples[99_000] / 1e6).isCloseTo(110, within(5.0));
    assertThat(samples[0]).isPositive();
  }

  @Test
  void times_stretchesEverySample() {
    Latency latency = Latency.ofMillis(2, 9);
    long once = latency.sampleNanos(new SplittableRandom(1));
    long thrice = latency.times(3).sampleNanos(new SplittableRandom(1));
    assertThat(thrice).isCloseTo(3 * once, within(3L));
  }
}
