// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.capacity;

import dev.clew.analysis.figure.Evidence;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Throughput against latency, by service and by model.
 *
 * @param bucketNanos how long the stretches of time are that were compared
 * @param loads services, then models of a service, by utilisation of what they can carry, then
 *     concurrency, highest first
 */
public record Capacity(long bucketNanos, List<Load> loads) {

  public Capacity {
    loads = List.copyOf(loads);
  }

  /** What the figures say about saturation. */
  public enum Verdict {
    /** Too few stretches of time, or all of them alike. */
    UNKNOWN,
    /** Latency did not rise with throughput: the limit lies above what was seen. */
    NOT_REACHED,
    /** Above some throughput, latency rises. */
    KNEE,
    /** The last stretches of time lie above the knee. */
    SATURATED
  }

  /**
   * What one service, or one model in it, carries.
   *
   * @param model the model and its version; empty for the service as a whole
   * @param meanPerSecond calls per second over the whole time
   * @param maxPerSecond calls per second in the busiest stretch of time
   * @param latencyNanos mean latency
   * @param concurrency calls under way at once on average, by Little's law: rate × latency
   * @param maxConcurrency the same in the stretch of time where it was highest
   * @param kneePerSecond the throughput above which latency rises
   * @param headroom what fits in between the last stretches of time and the knee, by the former:
   *     0.5 means half as much again; negative above the knee
   * @param growthPerHour the trend of calls per second
   * @param hoursToSaturation until the trend reaches the knee; empty if it does not rise
   * @param points the stretches of time, in order
   */
  public record Load(
      String service,
      String model,
      Verdict verdict,
      double meanPerSecond,
      double maxPerSecond,
      double latencyNanos,
      double concurrency,
      double maxConcurrency,
      OptionalDouble kneePerSecond,
      OptionalDouble headroom,
      double growthPerHour,
      OptionalDouble hoursToSaturation,
      List<Point> points,
      Evidence evidence) {
    public Load {
      points = List.copyOf(points);
    }
  }

  /** One stretch of time. */
  public record Point(long startNanos, double perSecond, double latencyNanos) {}
}
