// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmupSpans sent before anything is measured
 * @param runs how often ingest is measured, each time with {@code runSpans}
 * @param storedSpans what the store holds at least when queries are asked
 * @param queryRounds how often each query is asked
 * @param queryWarmup how long each is asked before that
 * @param steadyTime how long spans come at a steady rate while memory is watched
 * @param largeTraceSpans the size of the one large trace
 */
record ReportPlan(
    long warmupSpans,
    int runs,
    long runSpans,
    long storedSpans,
    int queryRounds,
    Duration queryWarmup,
    Duration steadyTime,
    int largeTraceSpans) {

  /** Spans per second while memory is watched. */
  static final int STEADY_SPANS_PER_SECOND = 60_000;

  /** Under two minutes. */
  static ReportPlan quick() {
    return new ReportPlan(
        1_000_000,
        5,
        300_000,
        2_500_000,
        300,
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        100_000);
  }

  /** Ten million spans stored: what the goals are about. */
  static ReportPlan full() {
    return new ReportPlan(
        1_000_000,
        5,
        1_000_000,
        10_000_000,
        1_000,
        Duration.ofSeconds(5),
        Duration.ofSeconds(170),
        1_000_000);
  }
}
