// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.store.TraceStore;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.AggregateQuery.Unit;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.AggregateResult.Bucket;
import dev.clew.store.query.AggregateResult.Group;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures over spans and traces. */
abstract class AggregateTests extends StoreTests {

  private static final long BASE = RandomSpans.BASE_NANOS;
  private static final long SECOND = 1_000_000_000L;
  private static final Field TOKENS = new Field.Attribute(AttributeScope.SPAN, "tokens");
  private static final TimeRange MINUTE = new TimeRange(BASE, BASE + 60 * SECOND);

  AggregateTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void aggregate_everyFigure_isOverTheNumbersOfTheField() {
    append(
        span(1, 1).attribute("tokens", 10).build(),
        span(1, 2).attribute("tokens", 2.5).build(),
        span(1, 3).attribute("tokens", -4).build(),
        span(1, 4).attribute("tokens", "many").build(),
        span(1, 5).build());

    Bucket bucket =
        onlyBucket(
            List.of(
                new Figure.Count(),
                new Figure.Rate(),
                new Figure.Min(TOKENS),
                new Figure.Max(TOKENS),
                new Figure.Sum(TOKENS),
                new Figure.Average(TOKENS),
                new Figure.Histogram(TOKENS)));

    assertThat(bucket.startNanos()).isEqualTo(BASE);
    assertThat(bucket.values()).containsExactly(5.0, 5.0 / 60, -4.0, 10.0, 8.5, 8.5 / 3, 3.0);
    assertThat(bucket.histograms()).containsExactly(Map.of(0.0, 1L, 4.0, 1L, 16.0, 1L));
  }

  @Test
  void aggregate_noNumberTakesPart_isNaN() {
    append(span(1, 1).build());

    Bucket bucket =
        onlyBucket(
            List.of(
                new Figure.Min(TOKENS),
                new Figure.Max(TOKENS),
                new Figure.Sum(TOKENS),
                new Figure.Average(TOKENS),
                new Figure.Quantile(TOKENS, 0.5),
                new Figure.Histogram(TOKENS)));

    assertThat(bucket.values().subList(0, 5)).containsOnly(Double.NaN);
    assertThat(bucket.values().getLast()).isZero();
    assertThat(bucket.histograms()).containsExactly(Map.of());
  }

  @Test
  void aggregate_histogramBounds_includeTheirValue() {
    append(
        span(1, 1).attribute("tokens", 4).build(),
        span(1, 2).attribute("tokens", 4.5).build(),
        span(1, 3).attribute("tokens", 0.3).build(),
        span(1, 4).attribute("tokens", 0).build(),
        span(1, 5).attribute("tokens", 1).build());

    assertThat(onlyBucket(List.of(new Figure.Histogram(TOKENS))).histograms())
        .containsExactly(Map.of(0.0, 1L, 0.5, 1L, 1.0, 1L, 4.0, 1L, 8.0, 1L));
  }

  @Test
  void aggregate_quantiles_areWithinOnePercent() {
    append(
        IntStream.rangeClosed(1, 1001)
            .mapToObj(i -> span(i, 1).durationNanos(i * 1000L).build())
            .toList());

    Bucket bucket =
        onlyBucket(
            List.of(
                new Figure.Quantile(Intrinsic.DURATION, 0),
                new Figure.Quantile(Intrinsic.DURATION, 0.5),
                new Figure.Quantile(Intrinsic.DURATION, 0.99),
                new Figure.Quantile(Intrinsic.DURATION, 1)));

    List<Double> exact = List.of(1_000.0, 501_000.0, 991_000.0, 1_001_000.0);
    for (int i = 0; i < exact.size(); i++) {
      assertThat(bucket.values().get(i)).isCloseTo(exact.get(i), within(exact.get(i) * 0.0101));
    }
  }

  @Test
  void aggregate_groups_areTuplesWithAbsentValuesApart() {
    append(
        span(1, 1).service("web").attribute("tokens", 1).build(),
        span(1, 2).service("web").attribute("tokens", 1).build(),
        span(1, 3).service("web").attribute("tokens", "1").build(),
        span(1, 4).service("web").build(),
        span(2, 1).service("").build());

    AggregateResult result =
        reader()
            .aggregate(
                query(
                    SpanFilter.all(),
                    Unit.SPANS,
                    Optional.empty(),
                    List.of(Intrinsic.SERVICE_NAME, TOKENS),
                    10),
                CONTEXT);

    assertThat(result.truncated()).isFalse();
    assertThat(result.groups())
        .extracting(Group::key, Group::count)
        .containsExactlyInAnyOrder(
            tuple(key(text("web"), new IntValue(1)), 2L),
            tuple(key(text("web"), text("1")), 1L),
            tuple(List.of(Optional.of(text("web")), Optional.empty()), 1L),
            tuple(List.of(Optional.empty(), Optional.empty()), 1L));
    assertThat(result.groups().getFirst().count()).isEqualTo(2);
  }

  @Test
  void aggregate_moreGroupsThanAllowed_keepsTheLargest() {
    append(
        span(1, 1).name("c").build(),
        span(1, 2).name("a").build(),
        span(1, 3).name("b").build(),
        span(1, 4).name("c").build());

    AggregateResult result =
        reader()
            .aggregate(
                query(SpanFilter.all(), Unit.SPANS, Optional.empty(), List.of(Intrinsic.NAME), 2),
                CONTEXT);

    assertThat(result.truncated()).isTrue();
    assertThat(result.groups())
        .extracting(Group::key)
        .containsExactly(key(text("c")), key(text("a")));
  }

  @Test
  void aggregate_steps_areAlignedToTheEpoch() {
    append(
        span(1, 1).startsAfterNanos(0).build(),
        span(1, 2).startsAfterNanos(9 * SECOND).build(),
        span(1, 3).startsAfterNanos(10 * SECOND).build(),
        span(1, 4).startsAfterNanos(35 * SECOND).build(),
        span(1, 5).startsAfterNanos(61 * SECOND).build());

    List<Bucket> buckets =
        reader()
            .aggregate(
                query(SpanFilter.all(), Unit.SPANS, Optional.of(10 * SECOND), List.of(), 1),
                CONTEXT)
            .groups()
            .getFirst()
            .buckets();

    assertThat(buckets)
        .extracting(Bucket::startNanos)
        .containsExactly(BASE, BASE + 10 * SECOND, BASE + 30 * SECOND);
    assertThat(buckets)
        .extracting(bucket -> bucket.values().getFirst())
        .containsExactly(2.0, 1.0, 1.0);
  }

  @Test
  void aggregate_traces_countOnceByTheirWholeDuration() {
    append(
        span(1, 1).name("a").durationNanos(100).build(),
        span(1, 2).name("b").startsAfterNanos(400).durationNanos(100).build(),
        span(2, 1).name("b").durationNanos(50).build(),
        span(3, 1).name("c").build());
    SpanFilter filter =
        SpanFilter.or(SpanFilter.equal(Intrinsic.NAME, "a"), SpanFilter.equal(Intrinsic.NAME, "b"));

    AggregateResult result =
        reader()
            .aggregate(
                new AggregateQuery(
                    filter,
                    MINUTE,
                    Unit.TRACES,
                    Optional.empty(),
                    List.of(Intrinsic.NAME),
                    List.of(new Figure.Count(), new Figure.Max(Intrinsic.DURATION)),
                    10),
                CONTEXT);

    assertThat(result.groups())
        .containsExactly(
            new Group(key(text("a")), 1, List.of(new Bucket(BASE, List.of(1.0, 500.0), List.of()))),
            new Group(key(text("b")), 1, List.of(new Bucket(BASE, List.of(1.0, 50.0), List.of()))));
  }

  @Test
  void aggregate_nothingMatches_hasNoGroup() {
    append(span(1, 1).build());

    AggregateResult result =
        reader()
            .aggregate(
                query(SpanFilter.or(), Unit.SPANS, Optional.empty(), List.of(), 10), CONTEXT);

    assertThat(result.groups()).isEmpty();
    assertThat(result.stats().partial()).isEmpty();
  }

  @Test
  void aggregate_malformedExpression_isRefused() {
    AggregateQuery query =
        query(
            new SpanFilter.Matches(Intrinsic.NAME, "("),
            Unit.SPANS,
            Optional.empty(),
            List.of(),
            10);

    assertThatThrownBy(() -> reader().aggregate(query, CONTEXT))
        .isInstanceOf(InvalidQueryException.class);
  }

  private Bucket onlyBucket(List<Figure> figures) {
    AggregateQuery query =
        new AggregateQuery(
            SpanFilter.all(), MINUTE, Unit.SPANS, Optional.empty(), List.of(), figures, 1);
    List<Group> groups = reader().aggregate(query, CONTEXT).groups();
    assertThat(groups).hasSize(1);
    assertThat(groups.getFirst().buckets()).hasSize(1);
    return groups.getFirst().buckets().getFirst();
  }

  private static AggregateQuery query(
      SpanFilter filter, Unit unit, Optional<Long> stepNanos, List<Field> groupBy, int groupsMax) {
    return new AggregateQuery(
        filter, MINUTE, unit, stepNanos, groupBy, List.of(new Figure.Count()), groupsMax);
  }

  private static List<Optional<AttributeValue>> key(AttributeValue... values) {
    return List.of(values).stream().map(Optional::of).toList();
  }

  private static AttributeValue text(String text) {
    return new StringValue(text);
  }
}
