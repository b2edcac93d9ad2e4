// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.TraceIndex;

/** What a trace index says of one trace that is whole in its part. */
record TraceFigures(long startNanos, long endNanos, int spanCount, int errorSpanCount) {

  static TraceFigures of(TraceIndex traces, int trace) {
    return new TraceFigures(
        traces.startNanos(trace),
        traces.endNanos(trace),
        traces.spanCount(trace),
        traces.errorSpanCount(trace));
  }

  long durationNanos() {
    return Math.max(0, endNanos - startNanos);
  }
}
