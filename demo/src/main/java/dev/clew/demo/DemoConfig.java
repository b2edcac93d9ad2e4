// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import dev.clew.demo.telemetry.OtlpTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the demo sends, where to, and for how long.
 *
 * @param target where spans go
 * @param requestsPerSecond average rate of requests from outside, each of which is one trace; the
 *     platform's own work comes on top
 * @param backfill how much history is sent before the demo goes live
 * @param duration how long it then stays live; empty until closed, zero for history only
 * @param seed decides everything that looks like chance
 */
public record DemoConfig(
    OtlpTarget target,
    double requestsPerSecond,
    Duration backfill,
    Optional<Duration> duration,
    long seed) {

  private static final double RATE_MAX = 1_000;
  private static final Duration BACKFILL_MAX = Duration.ofDays(7);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value and what is expected
   */
  public DemoConfig {
    if (!(requestsPerSecond > 0 && requestsPerSecond <= RATE_MAX)) {
      throw new IllegalArgumentException(
          "rate: " + requestsPerSecond + " (expected: more than 0, at most " + RATE_MAX + ")");
    }
    if (backfill.isNegative() || backfill.compareTo(BACKFILL_MAX) > 0) {
      throw new IllegalArgumentException(
          "backfill: " + backfill + " (expected: between 0 and " + BACKFILL_MAX + ")");
    }
    if (duration.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("duration: " + duration.get() + " (expected: 0 or more)");
    }
  }

  /** Two hours of history, then three requests per second until closed, to this machine. */
  public static DemoConfig defaults() {
    OtlpTarget local =
        new OtlpTarget(
            URI.create("http://127.0.0.1:4317"), Optional.of(URI.create("http://127.0.0.1:4318")));
    return new DemoConfig(local, 3, Duration.ofHours(2), Optional.empty(), 1);
  }
}
