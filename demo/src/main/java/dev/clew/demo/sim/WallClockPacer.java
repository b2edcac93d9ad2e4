// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets history run freely and then holds simulated time to the wall clock.
 *
 * <p>Everything before {@code freeUntilNanos} is history (the back-fill) and passes at once; after
 * it, nothing happens before its time, so no span ever ends in the future.
 *
 * <p>Thread-safe: the simulation waits here while another thread may call {@link #stop}.
 */
public final class WallClockPacer implements Pacer {

  private final InstantSource clock;
  private final long freeUntilNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopRequested = lock.newCondition();
  private volatile boolean stopped;

  /** A pacer that is free until {@code freeUntilNanos}, in epoch nanoseconds. */
  public WallClockPacer(InstantSource clock, long freeUntilNanos) {
    this.clock = clock;
    this.freeUntilNanos = freeUntilNanos;
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      stopRequested.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long horizonNanos() {
    return Math.max(freeUntilNanos, wallNanos());
  }

  @Override
  public boolean awaitUntil(long epochNanos) {
    if (epochNanos <= freeUntilNanos) {
      return !stopped;
    }
    lock.lock();
    try {
      long leftNanos = epochNanos - wallNanos();
      while (!stopped && leftNanos > 0) {
        boolean _ = stopRequested.await(leftNanos, NANOSECONDS);
        leftNanos = epochNanos - wallNanos();
      }
      return !stopped;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private long wallNanos() {
    Instant now = clock.instant();
    return SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
