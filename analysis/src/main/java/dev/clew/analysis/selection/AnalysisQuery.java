// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.selection;

import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.util.Optional;

/**
 * What is analysed.
 *
 * <p>A request is a span of the service (and of the operation) that has none above it, with
 * everything below; without a service it is the main root of the trace.
 *
 * @param service whose requests; all if empty
 * @param operation which of its operations; all if empty
 * @param filter what else one span of the trace has to satisfy
 * @param range when the spans that are looked for start
 * @param tracesMax at most this many traces, the newest
 */
public record AnalysisQuery(
    Optional<String> service,
    Optional<String> operation,
    SpanFilter filter,
    TimeRange range,
    int tracesMax) {

  /** How many traces are read unless told otherwise. */
  public static final int TRACES_DEFAULT = 10_000;

  public AnalysisQuery {
    if (tracesMax < 1) {
      throw new IllegalArgumentException("limit: " + tracesMax + " (expected: 1 or more)");
    }
  }
}
