// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.performance;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.Evidence;
import dev.clew.analysis.figure.TimeBuckets;
import java.util.List;

/**
 * Figures about requests.
 *
 * @param latencyNanos how long requests took
 * @param successRate the part of requests whose span is not an error, from 0 to 1; 1 if there are
 *     none
 * @param throughput how many there were over time
 * @param utilisation what spans say about resources, by name
 * @param slowest the requests that took longest
 * @param failed the requests that failed, the longest first
 */
public record Performance(
    Distribution.Summary latencyNanos,
    double successRate,
    Throughput throughput,
    List<Utilisation> utilisation,
    Evidence slowest,
    Evidence failed) {

  public Performance {
    utilisation = List.copyOf(utilisation);
  }

  /**
   * Requests over time. The first and the last bucket are seldom whole; mean, maximum and
   * variability leave them out if there are at least three others.
   *
   * @param bucketNanos how wide a bucket is
   * @param meanPerSecond the mean over the buckets
   * @param maxPerSecond the highest of the buckets
   * @param variability standard deviation by mean: 0 for a steady stream
   */
  public record Throughput(
      long bucketNanos,
      double meanPerSecond,
      double maxPerSecond,
      double variability,
      List<TimeBuckets.Bucket> buckets) {
    public Throughput {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * A resource that spans give the utilisation of.
   *
   * @param attribute the attribute it is read from
   * @param values in thousandths of the attribute's unit
   */
  public record Utilisation(String attribute, Distribution.Summary values) {}
}
