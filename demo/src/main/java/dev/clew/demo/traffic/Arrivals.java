// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.traffic;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.clew.demo.sim.Simulation;
import dev.clew.demo.sim.Strand;
import java.util.random.RandomGenerator;

/**
 * The stream of requests: a Poisson process whose intensity follows the day curve (by thinning), in
 * which some arrivals bring a handful of others along within milliseconds, as retries, parallel
 * fetches and page loads do. Without such clumps a dynamic batcher would never see two requests at
 * once at a laptop's rate.
 */
public final class Arrivals {

  private static final double CLUMP_PROBABILITY = 0.12;
  private static final int CLUMP_EXTRA_MIN = 2;
  private static final int CLUMP_EXTRA_MAX = 5;
  private static final double REQUESTS_PER_ARRIVAL =
      1 + CLUMP_PROBABILITY * (CLUMP_EXTRA_MIN + CLUMP_EXTRA_MAX) / 2;
  private static final long CLUMP_GAP_MICROS_MAX = 2_500;

  private final Simulation simulation;
  private final DayCurve curve;
  private final double requestsPerSecond;
  private final Door door;

  /** Where requests arrive. */
  @FunctionalInterface
  public interface Door {

    /** Handles one request; runs on a strand of its own. */
    void enter(Strand strand, RequestKind kind);
  }

  /** A stream of on average {@code requestsPerSecond}, more or less as {@code curve} says. */
  public Arrivals(Simulation simulation, DayCurve curve, double requestsPerSecond, Door door) {
    this.simulation = simulation;
    this.curve = curve;
    this.requestsPerSecond = requestsPerSecond;
    this.door = door;
  }

  /** Lets requests arrive until {@code endNanos}, and returns then; the body of a strand. */
  public void run(Strand strand, long endNanos) {
    RandomGenerator random = strand.random();
    double peakPerSecond = requestsPerSecond / REQUESTS_PER_ARRIVAL * curve.max();
    while (true) {
      double gapSeconds = random.nextExponential() / peakPerSecond;
      long nextNanos = strand.nowNanos() + (long) (gapSeconds * SECONDS.toNanos(1));
      if (nextNanos >= endNanos) {
        strand.suspendUntil(endNanos);
        return;
      }
      strand.suspendUntil(nextNanos);
      if (random.nextDouble() * curve.max() < curve.at(nextNanos)) {
        arrive(strand, RequestKind.draw(random));
      }
    }
  }

  private void arrive(Strand strand, RequestKind kind) {
    RandomGenerator random = strand.random();
    int requestCount =
        random.nextDouble() < CLUMP_PROBABILITY
            ? 1 + random.nextInt(CLUMP_EXTRA_MIN, CLUMP_EXTRA_MAX + 1)
            : 1;
    long atNanos = strand.nowNanos();
    for (int request = 0; request < requestCount; request++) {
      simulation.spawn(atNanos, strand.random().split(), child -> door.enter(child, kind));
      atNanos += MICROSECONDS.toNanos(random.nextLong(100, CLUMP_GAP_MICROS_MAX));
    }
  }
}
