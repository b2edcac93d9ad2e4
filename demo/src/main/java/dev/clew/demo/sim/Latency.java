// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.sim;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.random.RandomGenerator;

/**
 * A log-normal distribution of durations: most are near the median, a few are much longer, none is
 * negative. Service times of real systems look like this more often than like a bell.
 *
 * @param medianNanos half of all samples are shorter
 * @param sigma standard deviation of the logarithm; 0 makes every sample the median
 */
public record Latency(double medianNanos, double sigma) {

  /** The 99th percentile of the standard normal distribution. */
  private static final double Z99 = 2.326_347_874;

  /** The distribution with this median and 99th percentile, in milliseconds. */
  public static Latency ofMillis(double median, double p99) {
    return new Latency(median * MILLISECONDS.toNanos(1), Math.log(p99 / median) / Z99);
  }

  /** The same shape, {@code factor} times as long. */
  public Latency times(double factor) {
    return new Latency(medianNanos * factor, sigma);
  }

  /** One duration in nanoseconds, at least 1. */
  public long sampleNanos(RandomGenerator random) {
    return Math.max(1, (long) (medianNanos * Math.exp(sigma * random.nextGaussian())));
  }
}
