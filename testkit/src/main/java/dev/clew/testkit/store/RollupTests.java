// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.clew.model.SpanKind;
import dev.clew.store.TraceStore;
import dev.clew.store.query.QueryCancelledException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupFigures;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupResult.Bucket;
import dev.clew.store.rollup.RollupResult.Series;
import dev.clew.store.rollup.RollupSource;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted of spans and calls per minute. */
abstract class RollupTests extends StoreTests {

  private static final long BASE = RandomSpans.BASE_NANOS; // the begin of a minute, and of a day
  private static final long MINUTE = RollupQuery.MINUTE_NANOS;

  RollupTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void rollup_ofSpans_countsPerGroup() {
    append(
        span(1, 1).service("web").name("GET").durationNanos(1000).build(),
        span(1, 2).service("web").name("GET").durationNanos(3000).error("x").build(),
        span(1, 3).service("web").name("PUT").durationNanos(5000).build(),
        span(2, 1).service("db").name("GET").durationNanos(7000).build());

    RollupResult result =
        rollup(spans(List.of(RollupDimension.SERVICE, RollupDimension.OPERATION)));

    assertThat(result.series())
        .extracting(Series::key)
        .containsExactly(List.of("web", "GET"), List.of("db", "GET"), List.of("web", "PUT"));
    RollupFigures figures = result.series().getFirst().total().figures();
    assertThat(figures.count()).isEqualTo(2);
    assertThat(figures.errorCount()).isEqualTo(1);
    assertThat(figures.sumNanos()).isEqualTo(4000);
    assertThat(figures.meanNanos()).isEqualTo(2000);
    assertThat(figures.minNanos()).isEqualTo(1000);
    assertThat(figures.maxNanos()).isEqualTo(3000);
    assertThat(figures.quantileNanos(1)).isCloseTo(3000, within(31.0));
    assertThat(result.otherCount()).isZero();
    assertThat(result.truncated()).isFalse();
  }

  @Test
  void rollup_range_isWidenedToMinutesAndSaysSo() {
    append(
        span(1, 1).startsAfterNanos(1).build(),
        span(1, 2).startsAfterNanos(MINUTE).build(),
        span(1, 3).startsAfterNanos(2 * MINUTE - 1).build(),
        span(1, 4).startsAfterNanos(2 * MINUTE).build());

    RollupResult result =
        rollup(spans(List.of()), new TimeRange(BASE + MINUTE + 5, BASE + 2 * MINUTE - 5));

    assertThat(result.range()).isEqualTo(new TimeRange(BASE + MINUTE, BASE + 2 * MINUTE));
    assertThat(result.resolutionNanos()).isEqualTo(MINUTE);
    assertThat(total(result).count()).isEqualTo(2);
    assertThat(result.series().getFirst().total().ratePerSecond()).isEqualTo(2 / 60.0);
  }

  @Test
  void rollup_steps_areAlignedAndCutToTheRange() {
    append(
        IntStream.range(0, 10)
            .mapToObj(i -> span(1, i + 1).startsAfterNanos(i * MINUTE).build())
            .toList());
    RollupQuery query =
        new RollupQuery(
            RollupSource.SPANS,
            new TimeRange(BASE + 2 * MINUTE, BASE + 8 * MINUTE),
            Optional.of(5 * MINUTE),
            Map.of(),
            List.of(),
            10);

    RollupResult result = reader().rollup(query, CONTEXT);

    assertThat(result.stepNanos()).isEqualTo(5 * MINUTE);
    List<Bucket> buckets = result.series().getFirst().buckets();
    assertThat(buckets).extracting(bucket -> bucket.figures().count()).containsExactly(3L, 3L);
    assertThat(buckets)
        .extracting(Bucket::startNanos)
        .containsExactly(BASE + 2 * MINUTE, BASE + 5 * MINUTE);
    assertThat(buckets)
        .extracting(Bucket::endNanos)
        .containsExactly(BASE + 5 * MINUTE, BASE + 8 * MINUTE);
  }

  @Test
  void rollup_filters_areExactAndCombined() {
    append(
        span(1, 1).service("a").kind(SpanKind.SERVER).error("x").build(),
        span(1, 2).service("a").kind(SpanKind.CLIENT).build(),
        span(1, 3).service("b").kind(SpanKind.SERVER).build(),
        span(1, 4).service("c").kind(SpanKind.SERVER).build());
    RollupQuery query =
        new RollupQuery(
            RollupSource.SPANS,
            TimeRange.ALL,
            Optional.empty(),
            Map.of(
                RollupDimension.SERVICE, Set.of("a", "b", "absent"),
                RollupDimension.KIND, Set.of(SpanKind.SERVER.label())),
            List.of(RollupDimension.STATUS),
            10);

    assertThat(reader().rollup(query, CONTEXT).series())
        .extracting(Series::key)
        .containsExactly(List.of("error"), List.of("unset"));
  }

  @Test
  void rollup_models_areDerivedOrOfTheSpanBeforeItsResource() {
    append(
        span(1, 1).attribute("ml.model.name", "fraud").attribute("ml.model.version", 7).build(),
        span(1, 2).resource("ml.model.name", "rank").attribute("ml.model.name", "fraud").build(),
        span(1, 3).resource("ml.model.name", "rank").build(),
        span(1, 4).build(),
        span(1, 5).attribute("ml.model.name", "f").derived("ml.model.name", "fraud").build());

    RollupResult result =
        rollup(spans(List.of(RollupDimension.MODEL, RollupDimension.MODEL_VERSION)));

    assertThat(result.series())
        .extracting(Series::key)
        .containsExactly(
            List.of("fraud", ""), List.of("", ""), List.of("fraud", "7"), List.of("rank", ""));
  }

  @Test
  void rollup_moreSeriesThanAsked_isTruncatedToTheLargest() {
    append(
        span(1, 1).name("a").build(), span(1, 2).name("b").build(), span(1, 3).name("b").build());
    RollupQuery query =
        new RollupQuery(
            RollupSource.SPANS,
            TimeRange.ALL,
            Optional.empty(),
            Map.of(),
            List.of(RollupDimension.OPERATION),
            1);

    RollupResult result = reader().rollup(query, CONTEXT);

    assertThat(result.series()).extracting(Series::key).containsExactly(List.of("b"));
    assertThat(result.truncated()).isTrue();
  }

  /** Whichever of the two spans comes first, together or apart. */
  @Test
  void rollup_ofCalls_countsAcrossBatches() {
    append(
        span(1, 2).parent(1).service("db").durationNanos(4000).error("x").build(),
        span(2, 1).service("web").build(),
        span(3, 1).service("web").build(),
        span(3, 2).parent(1).service("db").durationNanos(2000).build());
    append(
        span(1, 1).service("web").build(),
        span(2, 2).parent(1).service("db").durationNanos(3000).build(),
        span(2, 3).parent(2).service("db").build(),
        span(4, 2).parent(77).service("lost").build());

    RollupResult result = rollup(calls());

    assertThat(result.series()).extracting(Series::key).containsExactly(List.of("web", "db"));
    RollupFigures figures = total(result);
    assertThat(figures.count()).isEqualTo(3);
    assertThat(figures.errorCount()).isEqualTo(1);
    assertThat(figures.sumNanos()).isEqualTo(9000);
    assertThat(figures.quantileNanos(0.5)).isCloseTo(3000, within(31.0));
    assertThat(figures.maxNanos()).isCloseTo(4000, within(41.0));
  }

  /** Zipkin: once the server's half is known, what is below it is the server's, and no call. */
  @Test
  void rollup_ofCalls_sharedIdThatComesLate_isOneCall() {
    append(
        span(1, 1).service("web").build(),
        span(1, 2).parent(1).service("web").kind(SpanKind.CLIENT).build(),
        span(1, 3).parent(2).service("db").startsAfterNanos(2).build());
    assertThat(total(rollup(calls())).count()).isEqualTo(1);

    append(
        span(1, 2).parent(1).service("db").kind(SpanKind.SERVER).startsAfterNanos(1).build(),
        span(1, 4).parent(2).service("disk").startsAfterNanos(3).build());

    assertThat(rollup(calls()).series())
        .extracting(Series::key)
        .containsExactly(List.of("db", "disk"), List.of("web", "db"));
  }

  @Test
  void rollup_spanSentAgain_countsOnce() {
    append(span(1, 1).service("web").build(), span(1, 2).parent(1).service("db").build());
    append(span(1, 1).service("web").build(), span(1, 2).parent(1).service("db").build());

    assertThat(total(rollup(spans(List.of()))).count()).isEqualTo(2);
    assertThat(total(rollup(calls())).count()).isEqualTo(1);
  }

  @Test
  void rollup_emptyStore_hasNoSeries() {
    assertThat(rollup(spans(List.of())).series()).isEmpty();
    assertThat(rollup(calls()).series()).isEmpty();
  }

  @Test
  void rollup_opened_again_isTheSame() {
    append(span(1, 1).service("web").build(), span(1, 2).parent(1).service("db").build());
    RollupResult before = rollup(spans(List.of(RollupDimension.SERVICE)));

    reopen();

    RollupComparison.assertEqual(
        spans(List.of(RollupDimension.SERVICE)),
        rollup(spans(List.of(RollupDimension.SERVICE))),
        before);
    assertThat(total(rollup(calls())).count()).isEqualTo(1);
  }

  @Test
  void rollup_cancelledOrOutOfTime_endsAndSaysSo() {
    append(span(1, 1).build());
    QueryContext cancelled = new QueryContext(QueryLimits.defaults(), () -> true);
    QueryContext noTime =
        new QueryContext(
            new QueryLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofNanos(1)), () -> false);

    assertThatThrownBy(() -> reader().rollup(spans(List.of()), cancelled))
        .isInstanceOf(QueryCancelledException.class);
    assertThat(reader().rollup(spans(List.of()), noTime).stats().partial()).hasValue(Partial.TIME);
  }

  private static RollupQuery spans(List<RollupDimension> groupBy) {
    return new RollupQuery(
        RollupSource.SPANS, TimeRange.ALL, Optional.empty(), Map.of(), groupBy, 100);
  }

  private static RollupQuery calls() {
    return new RollupQuery(
        RollupSource.CALLS,
        TimeRange.ALL,
        Optional.empty(),
        Map.of(),
        List.of(RollupDimension.CALLER, RollupDimension.CALLEE),
        100);
  }

  private RollupResult rollup(RollupQuery query) {
    return reader().rollup(query, CONTEXT);
  }

  private RollupResult rollup(RollupQuery query, TimeRange range) {
    return reader()
        .rollup(
            new RollupQuery(
                query.source(),
                range,
                query.stepNanos(),
                query.filters(),
                query.groupBy(),
                query.seriesMax()),
            CONTEXT);
  }

  private static RollupFigures total(RollupResult result) {
    return result.series().getFirst().total().figures();
  }
}
