// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.TraceId;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the result of a query: behind the trace with this sort key and id.
 *
 * @param query tells queries apart that must not share cursors
 */
record PageCursor(int query, long sortKey, TraceId traceId) {

  /** The order of a result: by key, then trace id. */
  static Comparator<TraceSummary> order(TraceSort sort) {
    Comparator<TraceSummary> byKey =
        Comparator.comparingLong((TraceSummary trace) -> sortKey(sort, trace));
    return (isDescending(sort) ? byKey.reversed() : byKey).thenComparing(TraceSummary::traceId);
  }

  /** Behind this trace. */
  static PageCursor behind(TraceSummary trace, TraceQuery query) {
    return new PageCursor(identity(query), sortKey(query.sort(), trace), trace.traceId());
  }

  /** Whether a trace comes after this place. */
  boolean isBefore(TraceSummary trace, TraceSort sort) {
    int order = Long.compare(sortKey, sortKey(sort, trace));
    int inDirection = isDescending(sort) ? -order : order;
    return inDirection != 0 ? inDirection < 0 : traceId.compareTo(trace.traceId()) < 0;
  }

  String encode() {
    String text = query + ":" + sortKey + ":" + traceId.toHex();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads {@link #encode}.
   *
   * @throws InvalidQueryException if it is malformed or belongs to another query
   */
  static PageCursor decode(String encoded, TraceQuery query) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split(":", -1));
      if (parts.size() == 3 && Integer.parseInt(parts.get(0)) == identity(query)) {
        return new PageCursor(
            identity(query), Long.parseLong(parts.get(1)), TraceId.parse(parts.get(2)));
      }
    } catch (IllegalArgumentException malformed) {
      throw foreign(encoded, malformed);
    }
    throw foreign(encoded, null);
  }

  private static InvalidQueryException foreign(String encoded, @Nullable Exception cause) {
    InvalidQueryException invalid =
        new InvalidQueryException(
            "cursor: \"" + encoded + "\" (expected: the cursor of a page of the same query)");
    invalid.initCause(cause);
    return invalid;
  }

  private static int identity(TraceQuery query) {
    return List.of(query.where().toString(), query.range().toString(), query.sort().name())
        .hashCode();
  }

  private static boolean isDescending(TraceSort sort) {
    return sort != TraceSort.OLDEST && sort != TraceSort.SHORTEST;
  }

  private static long sortKey(TraceSort sort, TraceSummary trace) {
    return switch (sort) {
      case NEWEST, OLDEST -> trace.startNanos();
      case LONGEST, SHORTEST -> trace.durationNanos();
      case MOST_SPANS -> trace.spanCount();
      case MOST_ERRORS -> trace.errorSpanCount();
    };
  }
}
