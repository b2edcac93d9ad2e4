// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.TraceId;

/**
 * A trace that a search has found, and no more than that.
 *
 * @param startNanos earliest start of its spans, epoch nanoseconds
 * @param endNanos latest end of its spans, epoch nanoseconds
 */
public record FoundTrace(TraceId traceId, long startNanos, long endNanos) {

  /** What a summary says of it. */
  public static FoundTrace of(TraceSummary summary) {
    return new FoundTrace(summary.traceId(), summary.startNanos(), summary.endNanos());
  }
}
