// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

/** Says how far simulated time may go, and waits when it has gone far enough. */
public interface Pacer {

  /** A pacer that never waits: the simulation runs as fast as it can. */
  Pacer NONE =
      new Pacer() {
        @Override
        public long horizonNanos() {
          return Long.MAX_VALUE;
        }

        @Override
        public boolean awaitUntil(long epochNanos) {
          return true;
        }
      };

  /** The latest simulated time, in epoch nanoseconds, that code may see without waiting. */
  long horizonNanos();

  /**
   * Blocks until {@code epochNanos} lies within the horizon.
   *
   * @return false if the simulation is to stop instead
   */
  boolean awaitUntil(long epochNanos);
}
