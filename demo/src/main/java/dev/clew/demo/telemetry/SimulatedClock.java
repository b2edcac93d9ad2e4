// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import dev.clew.demo.sim.Simulation;
import io.opentelemetry.sdk.common.Clock;

/** Gives the SDK the time of the strand that is running, so that back-filled spans are ordinary. */
final class SimulatedClock implements Clock {

  private final Simulation simulation;

  SimulatedClock(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public long now() {
    return simulation.running().nowNanos();
  }

  @Override
  public long nanoTime() {
    return now();
  }
}
