// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.store.query.TimeRange;
import java.time.Instant;

/** Times and ranges in epoch nanoseconds. */
public final class EpochNanos {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private EpochNanos() {}

  /** A point in time; it must be between the years 1677 and 2262. */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND_NANOS), instant.getNano());
  }

  /** The inverse of {@link #of}. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, SECOND_NANOS), Math.floorMod(nanos, SECOND_NANOS));
  }

  /** The range with both ends, as Jaeger has it; the store leaves out the last nanosecond. */
  public static TimeRange closedRange(long firstNanos, long lastNanos) {
    return new TimeRange(
        firstNanos, lastNanos == Long.MAX_VALUE ? lastNanos : Math.addExact(lastNanos, 1));
  }
}
