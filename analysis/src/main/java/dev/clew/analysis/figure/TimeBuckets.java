// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights and values by stretch of time, aligned to the epoch. Stretches between the first and the
 * last in which nothing happened count as empty ones, up to {@value #BUCKETS_MAX}.
 */
public final class TimeBuckets {

  private static final int BUCKETS_MAX = 10_000;

  private final long widthNanos;
  private final Map<Long, double[]> buckets = new TreeMap<>(); // weight, errors, sum

  /** Buckets of this width. */
  public TimeBuckets(long widthNanos) {
    this.widthNanos = widthNanos;
  }

  /** Adds something that happened at a time. */
  public void add(long timeNanos, double weight, boolean isError, long value) {
    double[] bucket =
        buckets.computeIfAbsent(Math.floorDiv(timeNanos, widthNanos), _ -> new double[3]);
    bucket[0] += weight;
    bucket[1] += isError ? weight : 0;
    bucket[2] += weight * value;
  }

  /** All buckets from the first to the last, in order of time. */
  public List<Bucket> list() {
    List<Bucket> list = new ArrayList<>();
    long next = Long.MIN_VALUE;
    for (Map.Entry<Long, double[]> entry : buckets.entrySet()) {
      long gap = entry.getKey() - next;
      for (long at = next; gap > 0 && gap <= BUCKETS_MAX && at < entry.getKey(); at++) {
        list.add(new Bucket(at * widthNanos, 0, 0, 0));
      }
      double[] figures = entry.getValue();
      double mean = figures[0] == 0 ? 0 : figures[2] / figures[0];
      list.add(new Bucket(entry.getKey() * widthNanos, figures[0], figures[1], mean));
      next = entry.getKey() + 1;
    }
    return list;
  }

  /**
   * One stretch of time.
   *
   * @param startNanos its begin, epoch nanoseconds
   * @param count the weight of what happened
   * @param errors the weight of what failed
   * @param mean the weighted mean of the values
   */
  public record Bucket(long startNanos, double count, double errors, double mean) {}
}
