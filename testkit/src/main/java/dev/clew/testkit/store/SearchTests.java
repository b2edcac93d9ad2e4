// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.store.TraceStore;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a search returns: summaries of whole traces, in order, by range. */
abstract class SearchTests extends StoreTests {

  private static final long BASE = RandomSpans.BASE_NANOS;

  SearchTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void search_summary_isOfTheWholeTrace() {
    append(span(1, 2).parent(1).service("db").startsAfterNanos(50).error("no").build());
    append(
        span(1, 1).service("web").name("GET /").durationNanos(100).build(),
        span(1, 3).parent(77).service("db").startsAfterNanos(60).build());

    TraceSummary found = search(newest(SpanFilter.equal(Intrinsic.NAME, "GET /"))).getFirst();

    assertThat(found)
        .isEqualTo(
            new TraceSummary(
                new TraceId(0, 1),
                "web",
                "GET /",
                BASE,
                BASE + 1_000_060,
                3,
                1,
                1,
                List.of(
                    new TraceSummary.Service("db", 2, 1), new TraceSummary.Service("web", 1, 0))));
  }

  @Test
  void search_severalRoots_theEarliestNamesTheTrace() {
    append(
        span(1, 1).name("second").startsAfterNanos(10).build(),
        span(1, 2).name("first").startsAfterNanos(5).build(),
        span(1, 3).parent(2).name("child").startsAfterNanos(1).build());
    append(
        span(2, 0xf000000000000000L).name("larger id").build(),
        span(2, 7).name("smaller id").build());

    assertThat(summary(1).rootName()).isEqualTo("first");
    assertThat(summary(2).rootName()).isEqualTo("smaller id");
    assertThat(tracesWith(SpanFilter.equal(Intrinsic.ROOT_NAME, "first"))).containsExactly(1L);
  }

  @Test
  void search_missingRoot_theEarliestSpanNamesTheTrace() {
    append(
        span(1, 1).parent(9).name("late").startsAfterNanos(10).build(),
        span(1, 2).parent(9).service("early service").name("early").build());

    assertThat(summary(1).rootName()).isEqualTo("early");
    assertThat(summary(1).rootServiceName()).isEqualTo("early service");
    assertThat(summary(1).orphanSpanCount()).isEqualTo(2);
    assertThat(tracesWith(new SpanFilter.Exists(Intrinsic.ROOT_NAME))).isEmpty();

    append(span(1, 9).name("root").startsAfterNanos(20).build());

    assertThat(summary(1).rootName()).isEqualTo("root");
    assertThat(summary(1).orphanSpanCount()).isZero();
    assertThat(tracesWith(SpanFilter.equal(Intrinsic.ROOT_NAME, "root"))).containsExactly(1L);
  }

  @Test
  void search_endBeforeStart_isNoDuration() {
    append(span(1, 1).durationNanos(-1_000).build());

    assertThat(summary(1).startNanos()).isEqualTo(BASE);
    assertThat(summary(1).endNanos()).isEqualTo(BASE - 1_000);
    assertThat(summary(1).durationNanos()).isZero();
    assertThat(tracesWith(duration(Intrinsic.TRACE_DURATION, Comparison.EQUAL, 0)))
        .containsExactly(1L);
  }

  @Test
  void search_serviceWithoutName_isTheEmptyName() {
    append(span(1, 1).service("").build());

    assertThat(summary(1).rootServiceName()).isEmpty();
    assertThat(summary(1).services()).containsExactly(new TraceSummary.Service("", 1, 0));
    assertThat(tracesWith(SpanFilter.not(new SpanFilter.Exists(Intrinsic.SERVICE_NAME))))
        .containsExactly(1L);
  }

  @Test
  void search_range_isAboutTheSpansThatMatch() {
    append(
        span(1, 1).name("root").startsAfterNanos(0).build(),
        span(1, 2).parent(1).name("child").startsAfterNanos(100).build());
    SpansetExpression root = SpansetExpression.spans(SpanFilter.equal(Intrinsic.NAME, "root"));

    assertThat(tracesWhere(root, new TimeRange(BASE, BASE + 1))).containsExactly(1L);
    assertThat(tracesWhere(root, new TimeRange(BASE + 1, BASE + 200))).isEmpty();
    assertThat(tracesWhere(root, new TimeRange(BASE - 100, BASE))).isEmpty();
    assertThat(tracesWhere(root, new TimeRange(BASE, BASE))).isEmpty();
    SpansetExpression any = SpansetExpression.spans(SpanFilter.all());
    assertThat(tracesWhere(any, new TimeRange(BASE + 100, BASE + 101))).containsExactly(1L);
  }

  @Test
  void search_rangeThatHoldsPartOfATrace_summarisesAllOfIt() {
    append(span(1, 1).startsAfterNanos(0).build());
    append(span(1, 2).parent(1).startsAfterNanos(1_000_000_000_000L).build());
    TimeRange late = new TimeRange(BASE + 10, Long.MAX_VALUE);

    TraceSummary found = search(TraceQuery.newest(SpanFilter.all(), late, 10)).getFirst();

    assertThat(found.spanCount()).isEqualTo(2);
    assertThat(found.startNanos()).isEqualTo(BASE);
  }

  @Test
  void search_traceFields_filterTraces() {
    append(
        span(1, 1).durationNanos(100).build(),
        span(1, 2).parent(1).startsAfterNanos(400).durationNanos(100).build(),
        span(2, 1).durationNanos(100).build());

    assertThat(tracesWith(duration(Intrinsic.TRACE_DURATION, Comparison.GREATER_OR_EQUAL, 500)))
        .containsExactly(1L);
    assertThat(tracesWith(duration(Intrinsic.DURATION, Comparison.GREATER_OR_EQUAL, 500)))
        .isEmpty();
    assertThat(tracesWith(duration(Intrinsic.TRACE_SPAN_COUNT, Comparison.EQUAL, 1)))
        .containsExactly(2L);
    assertThat(tracesWith(duration(Intrinsic.CHILD_COUNT, Comparison.EQUAL, 1)))
        .containsExactly(1L);
    assertThat(tracesWith(SpanFilter.equal(Intrinsic.ROOT_SERVICE_NAME, "service")))
        .containsExactly(1L, 2L);
  }

  @Test
  void search_bothSides_maySatisfyByDifferentSpans() {
    append(
        span(1, 1).name("one").build(),
        span(1, 2).parent(1).name("two").build(),
        span(2, 1).name("one").build());
    SpansetExpression one = SpansetExpression.spans(SpanFilter.equal(Intrinsic.NAME, "one"));
    SpansetExpression two = SpansetExpression.spans(SpanFilter.equal(Intrinsic.NAME, "two"));

    assertThat(tracesWhere(new SpansetExpression.Both(one, two))).containsExactly(1L);
    assertThat(tracesWhere(new SpansetExpression.Either(one, two))).containsExactly(1L, 2L);
  }

  @Test
  void search_eachSort_ordersByTheWholeTrace() {
    append(
        span(1, 1).startsAfterNanos(10).durationNanos(500).build(),
        span(2, 1).startsAfterNanos(30).durationNanos(100).error("a").build(),
        span(2, 2).parent(1).startsAfterNanos(40).durationNanos(10).error("b").build(),
        span(3, 1).startsAfterNanos(20).durationNanos(300).error("c").build(),
        span(3, 2).parent(1).startsAfterNanos(30).durationNanos(10).build(),
        span(3, 3).parent(1).startsAfterNanos(50).durationNanos(10).build());

    assertThat(sorted(TraceSort.NEWEST)).containsExactly(2L, 3L, 1L);
    assertThat(sorted(TraceSort.OLDEST)).containsExactly(1L, 3L, 2L);
    assertThat(sorted(TraceSort.LONGEST)).containsExactly(1L, 3L, 2L);
    assertThat(sorted(TraceSort.SHORTEST)).containsExactly(2L, 3L, 1L);
    assertThat(sorted(TraceSort.MOST_SPANS)).containsExactly(3L, 2L, 1L);
    assertThat(sorted(TraceSort.MOST_ERRORS)).containsExactly(2L, 3L, 1L);
  }

  @Test
  void search_ties_areBrokenByTraceId() {
    append(
        span(0xf000000000000000L, 1).build(),
        span(5, 1).build(),
        span(1, 1).traceIdHigh(1).build(),
        span(3, 1).build());

    for (TraceSort sort : TraceSort.values()) {
      assertThat(sorted(sort)).containsExactly(3L, 5L, 0xf000000000000000L, 1L);
    }
  }

  private List<Long> sorted(TraceSort sort) {
    SpansetExpression all = SpansetExpression.spans(SpanFilter.all());
    return search(new TraceQuery(all, TimeRange.ALL, sort, 10, Optional.empty(), false)).stream()
        .map(trace -> trace.traceId().low())
        .toList();
  }

  private static TraceQuery newest(SpanFilter filter) {
    return TraceQuery.newest(filter, TimeRange.ALL, 10);
  }

  private static SpanFilter duration(Field field, Comparison comparison, long number) {
    return new SpanFilter.Compare(field, comparison, new Operand.Int(number));
  }
}
