// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WallClockPacerTest {

  private static final Instant NOW = Instant.parse("2026-03-03T15:00:00Z");
  private static final long NOW_NANOS = TimeUnit.SECONDS.toNanos(NOW.getEpochSecond());

  @Test
  void horizon_isTheLaterOfHistoryAndClock() {
    InstantSource clock = InstantSource.fixed(NOW);
    assertThat(new WallClockPacer(clock, NOW_NANOS - 5).horizonNanos()).isEqualTo(NOW_NANOS);
    assertThat(new WallClockPacer(clock, NOW_NANOS + 5).horizonNanos()).isEqualTo(NOW_NANOS + 5);
  }

  @Test
  void awaitUntil_historyOrPast_returnsAtOnce() {
    WallClockPacer pacer = new WallClockPacer(InstantSource.fixed(NOW), NOW_NANOS - 100);
    assertThat(pacer.awaitUntil(NOW_NANOS - 200)).isTrue();
    assertThat(pacer.awaitUntil(NOW_NANOS)).isTrue();
  }

  @Test
  void stop_endsAWaitForTheFuture() throws Exception {
    WallClockPacer pacer = new WallClockPacer(InstantSource.fixed(NOW), NOW_NANOS);
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> pacer.awaitUntil(NOW_NANOS + Duration.ofDays(1).toNanos()));
    pacer.stop();
    assertThat(waiting.get(1, TimeUnit.MINUTES)).isFalse();
    assertThat(pacer.awaitUntil(0)).isFalse();
  }
}
