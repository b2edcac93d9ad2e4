// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.rollup;

import dev.clew.store.query.QueryStats;
import dev.clew.store.query.TimeRange;
import java.time.Duration;
import java.util.List;

/**
 * The answer to a {@link RollupQuery}.
 *
 * @param range what the figures are about: the range asked for, its ends moved outward to the edges
 *     of the resolution; an end that was left open is where what matches begins or ends
 * @param resolutionNanos the coarsest resolution of the figures used: a minute, or an hour or a day
 *     where only that is kept
 * @param stepNanos width of a bucket: the step asked for, rounded up to a multiple of the
 *     resolution; the width of the range if none was asked for
 * @param series highest count first, then in the order of their keys
 * @param truncated whether there were more series than {@link RollupQuery#seriesMax}
 * @param otherCount how many of the counted spans or calls stand under {@link RollupQuery#OTHER} in
 *     some dimension
 * @param stats what the answer cost and whether it is complete; rows are counted figures
 */
public record RollupResult(
    TimeRange range,
    long resolutionNanos,
    long stepNanos,
    List<Series> series,
    boolean truncated,
    long otherCount,
    QueryStats stats) {

  private static final double SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  public RollupResult {
    series = List.copyOf(series);
  }

  /**
   * One group.
   *
   * @param key values of the group-by dimensions, in their order
   * @param total over all buckets
   * @param buckets in order of time; buckets without spans are left out
   */
  public record Series(List<String> key, Bucket total, List<Bucket> buckets) {

    public Series {
      key = List.copyOf(key);
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * The figures of some time.
   *
   * @param startNanos begin, epoch nanoseconds; not before the begin of the result's range
   * @param endNanos end, exclusive; not behind the end of the result's range
   */
  public record Bucket(long startNanos, long endNanos, RollupFigures figures) {

    /** How many per second. */
    public double ratePerSecond() {
      return figures.count() * SECOND_NANOS / (endNanos - startNanos);
    }

    /** How many with the status ERROR per second. */
    public double errorRatePerSecond() {
      return figures.errorCount() * SECOND_NANOS / (endNanos - startNanos);
    }
  }
}
