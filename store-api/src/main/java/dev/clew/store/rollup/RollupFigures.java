// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.rollup;

/**
 * What is known of some spans or calls together.
 *
 * <p>Durations are nanoseconds and never negative: an end before the start counts as zero.
 */
public interface RollupFigures {

  /** How many. */
  long count();

  /** How many of them have the status ERROR. */
  long errorCount();

  /** Sum of the durations; beyond 2^53 ns (104 days) with the precision of a double. */
  double sumNanos();

  /** Mean of the durations; NaN if there are none. */
  default double meanNanos() {
    return sumNanos() / count();
  }

  /** The shortest duration, of calls within one percent; NaN if there are none. */
  double minNanos();

  /** The longest duration, of calls within one percent; NaN if there are none. */
  double maxNanos();

  /**
   * The duration below which a fraction of them lies, within one percent of the true one; NaN if
   * there are none.
   *
   * @param quantile from 0 to 1
   */
  double quantileNanos(double quantile);

  /**
   * These and others together.
   *
   * @param others of the same answer
   */
  RollupFigures with(RollupFigures others);
}
