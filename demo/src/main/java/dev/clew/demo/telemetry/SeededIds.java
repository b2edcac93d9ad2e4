// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import dev.clew.demo.sim.Simulation;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.random.RandomGenerator;

/** Draws ids from the running strand, so that the same seed gives the same ids. */
final class SeededIds implements IdGenerator {

  private final Simulation simulation;

  SeededIds(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String generateTraceId() {
    RandomGenerator random = simulation.running().random();
    return TraceId.fromLongs(random.nextLong(), nonZero(random));
  }

  @Override
  public String generateSpanId() {
    return SpanId.fromLong(nonZero(simulation.running().random()));
  }

  private static long nonZero(RandomGenerator random) {
    long bits = random.nextLong();
    return bits == 0 ? 1 : bits;
  }
}
