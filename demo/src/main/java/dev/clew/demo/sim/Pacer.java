// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

/** Says how far simulated time may go, and waits when it has gone far enough. */
public interface Pacer {

  /** The latest simulated time, in epoch nanoseconds, that code may see without waiting. */
  long horizonNanos();

  /**
   * Blocks until {@code epochNanos} lies within the horizon.
   *
   * @return false if the simulation is to stop instead
   */
  boolean awaitUntil(long epochNanos);

  /** Ends a wait in progress and every later one. Any thread may call this. */
  void stop();
}
