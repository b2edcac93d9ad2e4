// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.statistics.Samples;
import dev.clew.model.TraceId;
import org.jspecify.annotations.Nullable;

/** The times of one {@link LatencyKey} in one set of traces. Threads: one at a time. */
final class LatencySamples {

  /**
   * Added to every time before its logarithm is taken, in nanoseconds: what clocks, schedulers and
   * the recording itself move about.
   */
  static final double RESOLUTION_NANOS = 50_000;

  private final Samples logs = new Samples();
  private final Samples traceNanos = new Samples();
  private @Nullable TraceId lastTrace;
  private @Nullable TraceId slowest;
  private long slowestNanos = -1;

  void add(long nanos, TraceId trace, long wholeTraceNanos) {
    logs.add(Math.log((double) Math.max(0, nanos) + RESOLUTION_NANOS));
    if (!trace.equals(lastTrace)) {
      traceNanos.add((double) wholeTraceNanos);
      lastTrace = trace;
    }
    if (nanos > slowestNanos) {
      slowestNanos = nanos;
      slowest = trace;
    }
  }

  /** How many times there are. */
  int count() {
    return logs.size();
  }

  /** How many traces they are from. */
  int traceCount() {
    return traceNanos.size();
  }

  /** Logarithms of the times, sorted. */
  double[] sortedLogs() {
    return logs.sorted();
  }

  /** How long these traces took, sorted. */
  double[] sortedTraceNanos() {
    return traceNanos.sorted();
  }

  /** The trace with the longest of these times. */
  @Nullable TraceId slowest() {
    return slowest;
  }
}
