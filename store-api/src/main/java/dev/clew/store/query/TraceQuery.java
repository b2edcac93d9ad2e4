// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import java.util.Optional;

/**
 * A search for traces.
 *
 * @param where which traces; the spans that satisfy it must start within {@code range}
 * @param range when the matching spans start; other spans of the trace may lie outside, and count
 *     for sorting, summaries and fields of the trace all the same
 * @param sort the order of the result
 * @param limit at most this many traces, 1 or more
 * @param after continue behind the page that returned this cursor; a query with another {@code
 *     where}, {@code range} or {@code sort} must not use it, one with another limit may
 * @param withTotal also count all matching traces, which forgoes stopping early
 */
public record TraceQuery(
    SpansetExpression where,
    TimeRange range,
    TraceSort sort,
    int limit,
    Optional<String> after,
    boolean withTotal) {

  public TraceQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 or more)");
    }
  }

  /** The newest traces with a span that satisfies the filter. */
  public static TraceQuery newest(SpanFilter filter, TimeRange range, int limit) {
    return new TraceQuery(
        SpansetExpression.spans(filter), range, TraceSort.NEWEST, limit, Optional.empty(), false);
  }
}
