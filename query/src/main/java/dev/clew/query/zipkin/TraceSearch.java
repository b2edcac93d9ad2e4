// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.model.TraceId;
import dev.clew.query.http.QueryCall;
import dev.clew.store.TraceReader;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.FoundTrace;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks through the traces that match, newest first. */
final class TraceSearch {

  private static final int PAGE_MIN = 20;
  private static final int PAGE_MAX = 1000;

  private final TraceReader reader;
  private final ZipkinTraces traces;

  TraceSearch(TraceReader reader, ZipkinTraces traces) {
    this.reader = reader;
    this.traces = traces;
  }

  /**
   * Visits traces until there is none left or enough were taken.
   *
   * @param limit how many are enough
   * @param visitor says whether it took a trace
   */
  void walk(
      SpansetExpression where,
      TraceWindow window,
      int limit,
      QueryCall call,
      Predicate<FoundTrace> visitor) {
    SpansetExpression inWindow =
        new SpansetExpression.Both(where, SpansetExpression.spans(window.someSpan()));
    Set<TraceId> seen = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    int left = limit;
    do {
      int pageSize = Math.clamp(left, PAGE_MIN, PAGE_MAX);
      FoundPage page =
          reader.find(
              new TraceQuery(
                  inWindow, window.searched(), TraceSort.NEWEST, pageSize, cursor, false),
              call.searchContext());
      var _ = call.incompleteness(page.stats());
      for (FoundTrace trace : page.traces()) {
        if (left == 0 || window.isPassed(trace.startNanos())) {
          return;
        }
        if (seen.add(traces.key(trace.traceId())) && visitor.test(trace)) {
          left--;
        }
      }
      cursor = page.next();
    } while (cursor.isPresent() && left > 0);
  }
}
