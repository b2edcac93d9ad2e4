// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Holds back whoever writes faster than a limit, averaged over about a second.
 *
 * <p>Threads: one at a time.
 */
final class WriteThrottle {

  private static final long SECOND_NANOS = 1_000_000_000;

  private final long bytesPerSecondMax;
  private final LongSupplier nanoTime;
  private final LongConsumer sleepNanos;
  private long dueNanos; // when what was written so far may have been written

  /**
   * @param nanoTime a monotonic clock
   * @param sleepNanos waits, and accounts for the wait
   */
  WriteThrottle(long bytesPerSecondMax, LongSupplier nanoTime, LongConsumer sleepNanos) {
    this.bytesPerSecondMax = bytesPerSecondMax;
    this.nanoTime = nanoTime;
    this.sleepNanos = sleepNanos;
    this.dueNanos = nanoTime.getAsLong() - SECOND_NANOS;
  }

  /** Counts bytes that had to be written at once, so that what comes next waits for them. */
  void count(long bytes) {
    long now = nanoTime.getAsLong();
    long idleSince = now - SECOND_NANOS;
    if (dueNanos - idleSince < 0) {
      dueNanos = idleSince;
    }
    dueNanos += (long) ((double) bytes * SECOND_NANOS / bytesPerSecondMax);
  }

  /** Counts bytes, and waits until they may have been written. */
  void await(long bytes) {
    count(bytes);
    long waitNanos = dueNanos - nanoTime.getAsLong();
    if (waitNanos > 0) {
      sleepNanos.accept(Math.min(waitNanos, SECOND_NANOS));
    }
  }
}
