// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import dev.clew.demo.sim.Station;

/**
 * A GPU, which runs one batch at a time, whatever the model.
 *
 * @param type marketing name, as NVML reports it
 * @param slowness time it takes relative to an A10G
 * @param memoryBytes its memory
 */
record Gpu(String type, double slowness, long memoryBytes, Station station) {

  private static final long GIB = 1L << 30;

  static Gpu ofType(String type) {
    Station station = new Station(1);
    return switch (type) {
      case "NVIDIA A10G" -> new Gpu(type, 1.0, 24 * GIB, station);
      case "NVIDIA L4" -> new Gpu(type, 1.15, 24 * GIB, station);
      case "Tesla T4" -> new Gpu(type, 1.9, 16 * GIB, station);
      default -> throw new IllegalArgumentException("type: " + type + " (expected: a known GPU)");
    };
  }
}
