// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Projection;
import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.query.ValueCount;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random spans, answered as by the {@link ReferenceTraceStore}.
 *
 * <p>Each round fills a new store in random portions, in random order (so that traces arrive in
 * pieces, children before parents), opening it again in between.
 */
abstract class RandomQueryTests extends StoreTests {

  private static final int ROUNDS = 12;
  private static final int QUERIES = 60;
  private static final int PROJECTIONS = 20;

  private final List<Span> appended = new ArrayList<>();
  private int stores;

  RandomQueryTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void search_randomQueries_agreeWithReference() {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceReader reader = filled(random, true).reader();
          RandomQueries queries = new RandomQueries(random, appended);
          for (int i = 0; i < QUERIES; i++) {
            assertSearch(reader, queries.search());
          }
        });
  }

  @Test
  void trace_randomSpans_comeBack() {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceStore store = filled(random, true);
          for (ReferenceTrace expected : ReferenceTrace.group(appended)) {
            List<Span> actual = trace(store, expected.id());
            assertThat(actual)
                .containsExactlyInAnyOrderElementsOf(CanonicalSpan.of(expected.spans()));
            assertThat(actual).extracting(Span::startNanos).isSorted();
          }
        });
  }

  @Test
  void traces_randomProjections_areTheWholeReadRestricted() {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceStore store = filled(random, true);
          List<TraceId> ids = appended.stream().map(Span::traceId).distinct().toList();
          Map<TraceId, List<Span>> whole = traces(store.reader(), ids, Projection.ALL);
          assertThat(whole.keySet()).containsExactlyInAnyOrderElementsOf(ids);
          for (int i = 0; i < PROJECTIONS; i++) {
            Projection projection = Projected.random(random, appended);
            Map<TraceId, List<Span>> read = traces(store.reader(), ids, projection);
            assertThat(read.keySet()).isEqualTo(whole.keySet());
            whole.forEach((id, spans) ->
                assertThat(read.get(id))
                    .describedAs("%s of %s", projection, id)
                    .containsExactlyInAnyOrderElementsOf(
                        spans.stream().map(span -> Projected.of(span, projection)).toList()));
          }
        });
  }

  @Test
  void aggregate_randomQueries_agreeWithReference() {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceReader reader = filled(random, false).reader();
          RandomQueries queries = new RandomQueries(random, appended);
          for (int i = 0; i < QUERIES; i++) {
            AggregateQuery query = queries.aggregate();
            AggregateResult expected = reference().aggregate(query, CONTEXT);
            AggregateComparison.assertEqual(query, reader.aggregate(query, CONTEXT), expected);
          }
        });
  }

  @Test
  void rollup_randomQueries_agreeWithReference() {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceReader reader = filled(random, true).reader();
          RandomQueries queries = new RandomQueries(random, appended);
          for (int i = 0; i < QUERIES; i++) {
            RollupQuery query = queries.rollup();
            RollupResult expected = reference().rollup(query, CONTEXT);
            RollupComparison.assertEqual(query, reader.rollup(query, CONTEXT), expected);
          }
        });
  }

  @Test
  void names_randomSpans_agreeWithReference() {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceReader reader = filled(random, false).reader();
          assertNames(reader, reference());
          RandomQueries queries = new RandomQueries(random, appended);
          for (int i = 0; i < QUERIES; i++) {
            Field field = queries.field();
            int limit = random.nextInt(1, 20);
            assertThat(reader.values(field, TimeRange.ALL, limit, CONTEXT))
                .describedAs("values of %s", field)
                .isEqualTo(reference().values(field, TimeRange.ALL, limit, CONTEXT));
            assertNamesOfRange(reader, queries.range(), field);
          }
        });
  }

  private void assertSearch(TraceReader reader, TraceQuery query) {
    TracePage expected = reference().search(unlimited(query), CONTEXT);
    TracePage actual = reader.search(query, CONTEXT);
    assertThat(actual.stats().partial()).isEmpty();
    if (query.withTotal()) {
      assertThat(actual.total())
          .describedAs("total of %s", query)
          .hasValue(expected.traces().size());
    }
    List<TraceSummary> joined = new ArrayList<>(actual.traces());
    Optional<String> cursor = actual.next();
    while (cursor.isPresent() && joined.size() <= expected.traces().size()) {
      TracePage next = reader.search(behind(query, cursor), CONTEXT);
      joined.addAll(next.traces());
      cursor = next.next();
    }
    assertThat(joined).describedAs("pages of %s", query).isEqualTo(expected.traces());
    FoundPage found = reader.find(query, CONTEXT);
    assertThat(found.traces()).isEqualTo(FoundPage.of(actual).traces());
    assertThat(found.next()).isEqualTo(actual.next());
    assertThat(found.total()).isEqualTo(actual.total());
  }

  private static Map<TraceId, List<Span>> traces(
      TraceReader reader, List<TraceId> ids, Projection projection) {
    try (TraceChunks chunks = reader.traces(ids, projection, CONTEXT)) {
      return chunks.toList().stream()
          .flatMap(chunk -> CanonicalSpan.of(Spans.list(chunk)).stream())
          .collect(Collectors.groupingBy(Span::traceId));
    }
  }

  private static void assertNames(TraceReader actual, TraceReader expected) {
    TimeRange all = TimeRange.ALL;
    assertThat(actual.services(all, CONTEXT)).isEqualTo(expected.services(all, CONTEXT));
    assertThat(actual.operations(null, null, all, CONTEXT))
        .isEqualTo(expected.operations(null, null, all, CONTEXT));
    for (String service : expected.services(all, CONTEXT)) {
      assertThat(actual.operations(service, null, all, CONTEXT))
          .isEqualTo(expected.operations(service, null, all, CONTEXT));
    }
    assertThat(actual.attributeKeys(all, CONTEXT)).isEqualTo(expected.attributeKeys(all, CONTEXT));
    assertThat(actual.dependencies(all, CONTEXT)).isEqualTo(expected.dependencies(all, CONTEXT));
  }

  /** A store may widen a range, so it has to name at least what is in it, and nothing unknown. */
  private void assertNamesOfRange(TraceReader reader, TimeRange range, Field field) {
    assertThat(reader.services(range, CONTEXT))
        .containsAll(reference().services(range, CONTEXT))
        .isSubsetOf(reference().services(TimeRange.ALL, CONTEXT));
    assertThat(reader.operations(null, null, range, CONTEXT))
        .containsAll(reference().operations(null, null, range, CONTEXT))
        .isSubsetOf(reference().operations(null, null, TimeRange.ALL, CONTEXT));
    assertThat(reader.attributeKeys(range, CONTEXT))
        .containsAll(reference().attributeKeys(range, CONTEXT))
        .isSubsetOf(reference().attributeKeys(TimeRange.ALL, CONTEXT));
    assertThat(reader.values(field, range, Integer.MAX_VALUE, CONTEXT))
        .extracting(ValueCount::value)
        .containsAll(
            reference().values(field, range, Integer.MAX_VALUE, CONTEXT).stream()
                .map(ValueCount::value)
                .toList());
  }

  /**
   * A store with random spans, which {@link #appended} lists.
   *
   * @param repeats whether some spans are sent twice
   */
  private TraceStore filled(RandomGenerator random, boolean repeats) {
    List<Span> spans = new ArrayList<>(new RandomTraces(random).spans(random.nextInt(1, 400)));
    if (repeats) {
      spans.addAll(spans.subList(0, spans.size() / 10));
    }
    Collections.shuffle(spans, new Random(random.nextLong()));
    appended.clear();
    appended.addAll(spans);
    Path path = directory.resolve("random-" + stores++);
    TraceStore current = open(path);
    for (int begin = 0; begin < spans.size(); ) {
      int end = Math.min(spans.size(), begin + random.nextInt(1, 150));
      append(current, Spans.batch(spans.subList(begin, end)));
      begin = end;
      if (random.nextInt(4) == 0) {
        current.close();
        current = open(path);
      }
    }
    return current;
  }

  private TraceReader reference() {
    return ReferenceTraceStore.of(appended.toArray(Span[]::new)).reader();
  }

  private static TraceQuery unlimited(TraceQuery query) {
    return new TraceQuery(
        query.where(), query.range(), query.sort(), Integer.MAX_VALUE, Optional.empty(), false);
  }

  private static TraceQuery behind(TraceQuery query, Optional<String> cursor) {
    return new TraceQuery(query.where(), query.range(), query.sort(), query.limit(), cursor, false);
  }
}
