// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Flow;

/** The wires between pods. */
final class Network {

  private static final Latency HOP = Latency.ofMillis(0.28, 1.6);

  private Network() {}

  /** One message from here to there. */
  static void hop(Flow flow) {
    flow.spend(HOP);
  }
}
