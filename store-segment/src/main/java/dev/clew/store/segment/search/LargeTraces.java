// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.clew.model.TraceId;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.segment.search.Places.Place;
import java.time.Duration;
import java.util.List;

/**
 * What is known of traces of very many spans. They are never put together for a search: their
 * summary is counted place by place, and kept until one of its places holds more of it, so that
 * searches which come across it again pay nothing.
 *
 * <p>Threads: any number.
 */
final class LargeTraces {

  /** A trace of fewer spans is cheaper to look at than to remember. */
  private static final int SPANS_MIN = 20_000;

  /** More spans than this are never copied into one batch: they would take the memory of all. */
  private static final int WHOLE_SPANS_MAX = 250_000;

  private static final int SUMMARIES_MAX = 1_000;
  private static final QueryLimits UNLIMITED =
      new QueryLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));

  private final Lineages lineages;
  private final Cache<Key, TraceSummary> summaries =
      Caffeine.newBuilder().maximumSize(SUMMARIES_MAX).build();

  /** Parts of one lineage only grow, so the same number of spans are the same spans. */
  private record Key(TraceId id, List<PlaceState> places) {}

  private record PlaceState(long lineage, int spanCount) {}

  LargeTraces(Lineages lineages) {
    this.lineages = lineages;
  }

  /** Whether a trace is one of these. */
  static boolean isLarge(List<Place> where) {
    return spanCount(where) >= SPANS_MIN;
  }

  /** Whether a trace has too many spans to be in memory as a whole. */
  static boolean isTooLarge(List<Place> where) {
    return spanCount(where) > WHOLE_SPANS_MAX;
  }

  /**
   * The summary of a trace.
   *
   * <p>Cost: a few hundred milliseconds and 40 bytes a span for each million spans, the first time.
   */
  TraceSummary summary(TraceId id, List<Place> where) {
    List<PlaceState> states =
        where.stream()
            .map(place ->
                new PlaceState(
                    lineages.number(place.part()), place.part().traces().spanCount(place.trace())))
            .toList();
    return summaries.get(new Key(id, states), _ -> count(id, where));
  }

  private static TraceSummary count(TraceId id, List<Place> where) {
    Budget unlimited = new Budget(new QueryContext(UNLIMITED, () -> false), () -> 0);
    return new LargeTraceSummary(where, unlimited).of(id);
  }

  private static long spanCount(List<Place> where) {
    long spans = 0;
    for (Place place : where) {
      spans += place.part().traces().spanCount(place.trace());
    }
    return spans;
  }
}
