// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

/**
 * A pacer that never waits for a clock.
 *
 * <p>With a step, strands may run ahead of the agenda by no more than that, as they do live;
 * without one they may run ahead as far as they like, as they do in the back-fill.
 */
public final class FreePacer implements Pacer {

  private final long stepNanos;
  private volatile long reachedNanos = Long.MIN_VALUE;
  private volatile boolean stopped;

  private FreePacer(long stepNanos) {
    this.stepNanos = stepNanos;
  }

  /** As in the back-fill. */
  public static FreePacer unbounded() {
    return new FreePacer(0);
  }

  /** As when live. */
  public static FreePacer inSteps(long stepNanos) {
    return new FreePacer(stepNanos);
  }

  @Override
  public long horizonNanos() {
    return stepNanos == 0 ? Long.MAX_VALUE : reachedNanos;
  }

  @Override
  public boolean awaitUntil(long epochNanos) {
    reachedNanos = Math.max(reachedNanos, epochNanos + stepNanos);
    return !stopped;
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
