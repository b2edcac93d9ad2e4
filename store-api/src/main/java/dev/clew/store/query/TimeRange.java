// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/**
 * A span of time by start times: from {@code startNanos} inclusive to {@code endNanos} exclusive,
 * in epoch nanoseconds. The end must not lie before the start.
 */
public record TimeRange(long startNanos, long endNanos) {

  /** All times. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeRange {
    if (endNanos < startNanos) {
      throw new IllegalArgumentException(
          "time range: " + startNanos + " to " + endNanos + " (expected: start before end)");
    }
  }

  /** Whether a time lies in the range. */
  public boolean contains(long nanos) {
    return nanos >= startNanos && nanos < endNanos;
  }

  /** Whether the closed interval {@code [firstNanos, lastNanos]} shares a time with the range. */
  public boolean overlaps(long firstNanos, long lastNanos) {
    return firstNanos < endNanos && lastNanos >= startNanos;
  }
}
