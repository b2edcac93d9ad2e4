// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.rollup;

import dev.clew.store.query.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question to the rollups.
 *
 * @param source what is counted
 * @param range when it starts; widened to whole minutes or, where older figures are kept by the
 *     hour or day only, to those: see {@link RollupResult#range}
 * @param stepNanos width of a time bucket, aligned to the epoch, a multiple of a minute; empty for
 *     one bucket over the whole range
 * @param filters only what has one of these values in each of these dimensions
 * @param groupBy one series for each distinct tuple of values of these dimensions
 * @param seriesMax at most this many series, those with the highest count
 */
public record RollupQuery(
    RollupSource source,
    TimeRange range,
    Optional<Long> stepNanos,
    Map<RollupDimension, Set<String>> filters,
    List<RollupDimension> groupBy,
    int seriesMax) {

  /** The finest resolution. */
  public static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * The value of a dimension for all that was not counted by itself because there were too many
   * values; {@link RollupResult#otherCount} says how much that is.
   */
  public static final String OTHER = "(other)";

  public RollupQuery {
    filters = Map.copyOf(filters);
    groupBy = List.copyOf(groupBy);
    stepNanos.ifPresent(step -> {
      if (step < MINUTE_NANOS || step % MINUTE_NANOS != 0) {
        throw new IllegalArgumentException(
            "step: " + step + " ns (expected: a multiple of a minute, " + MINUTE_NANOS + " ns)");
      }
    });
    if (seriesMax < 1) {
      throw new IllegalArgumentException("series: " + seriesMax + " (expected: 1 or more)");
    }
    filters.keySet().forEach(dimension -> check(source, dimension));
    groupBy.forEach(dimension -> check(source, dimension));
  }

  /**
   * The range with its ends moved outward to multiples of {@code resolutionNanos}; an end too far
   * out to be moved stays, and counts as open.
   */
  public TimeRange rangeAt(long resolutionNanos) {
    long start = range.startNanos();
    long end = range.endNanos();
    return new TimeRange(
        start < Long.MIN_VALUE + resolutionNanos
            ? Long.MIN_VALUE
            : Math.floorDiv(start, resolutionNanos) * resolutionNanos,
        end > Long.MAX_VALUE - resolutionNanos
            ? Long.MAX_VALUE
            : Math.ceilDiv(end, resolutionNanos) * resolutionNanos);
  }

  private static void check(RollupSource source, RollupDimension dimension) {
    if (dimension.source() != source) {
      throw new IllegalArgumentException(
          "dimension: " + dimension + " (expected: one of " + source + ")");
    }
  }
}
