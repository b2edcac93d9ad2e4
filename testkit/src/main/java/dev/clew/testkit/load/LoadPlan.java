// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import dev.clew.testkit.RandomSpans;

/**
 * When the traces of a workload happen and how many share a request.
 *
 * @param seed makes the ids and values
 * @param beginNanos when the first trace begins, in epoch nanoseconds
 * @param nanosBetweenTraces from the begin of one trace to that of the next
 * @param tracesPerRequest how many traces one request holds
 */
public record LoadPlan(long seed, long beginNanos, long nanosBetweenTraces, int tracesPerRequest) {

  /** Checks that a request holds something. */
  public LoadPlan {
    if (tracesPerRequest < 1) {
      throw new IllegalArgumentException(
          "tracesPerRequest: " + tracesPerRequest + " (expected: at least 1)");
    }
  }

  /** Five thousand traces a second, eighty in a request: what a collector sends on. */
  public static LoadPlan defaults() {
    return new LoadPlan(1, RandomSpans.BASE_NANOS, 200_000, 80);
  }

  /** The same with another seed. */
  public LoadPlan withSeed(long seed) {
    return new LoadPlan(seed, beginNanos, nanosBetweenTraces, tracesPerRequest);
  }
}
