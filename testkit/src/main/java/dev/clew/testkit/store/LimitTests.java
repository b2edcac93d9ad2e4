// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.AggregateQuery.Unit;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.QueryCancelledException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries that cost too much, or that nobody waits for any more. */
abstract class LimitTests extends StoreTests {

  private static final int SPANS = 20_000;

  /** Needs a look at every duration: no index or block minimum answers it. */
  private static final SpanFilter SCAN =
      new SpanFilter.Compare(Intrinsic.DURATION, Comparison.EQUAL, new Operand.Int(77));

  private static final AggregateQuery AGGREGATE =
      new AggregateQuery(
          SCAN,
          TimeRange.ALL,
          Unit.SPANS,
          Optional.empty(),
          List.of(),
          List.of(new Figure.Count()),
          10);

  LimitTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  /** Every way to ask. */
  enum Call {
    SEARCH {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.search(query(SCAN), context);
      }
    },
    TRACE {
      @Override
      void run(TraceReader reader, QueryContext context) {
        try (TraceChunks chunks = reader.trace(new TraceId(0, 1), context)) {
          chunks.toList();
        }
      }
    },
    SERVICES {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.services(TimeRange.ALL, context);
      }
    },
    OPERATIONS {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.operations(null, null, TimeRange.ALL, context);
      }
    },
    ATTRIBUTE_KEYS {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.attributeKeys(TimeRange.ALL, context);
      }
    },
    VALUES {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.values(Intrinsic.NAME, TimeRange.ALL, 10, context);
      }
    },
    AGGREGATE {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.aggregate(LimitTests.AGGREGATE, context);
      }
    },
    DEPENDENCIES {
      @Override
      void run(TraceReader reader, QueryContext context) {
        reader.dependencies(TimeRange.ALL, context);
      }
    };

    abstract void run(TraceReader reader, QueryContext context);
  }

  @BeforeEach
  void appendSpans() {
    for (int begin = 0; begin < SPANS; begin += 5000) {
      append(IntStream.range(begin, begin + 5000).mapToObj(LimitTests::spanOf).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_cancelled_ends(Call call) {
    QueryContext cancelled = new QueryContext(QueryLimits.defaults(), () -> true);

    assertThatThrownBy(() -> call.run(reader(), cancelled))
        .isInstanceOf(QueryCancelledException.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SEARCH", "AGGREGATE"})
  void call_noTimeLeftAndNoPlaceForPartial_throws(Call call) {
    assertThatThrownBy(() -> call.run(reader(), noTime()))
        .isInstanceOfSatisfying(
            QueryLimitException.class,
            failure -> assertThat(failure.limit()).isEqualTo(Partial.TIME));
  }

  @Test
  void search_noTimeLeft_isPartial() {
    TracePage page = reader().search(query(SCAN), noTime());

    assertThat(page.stats().partial()).hasValue(Partial.TIME);
    assertThat(page.total()).isEmpty();
    assertThat(reader().aggregate(AGGREGATE, noTime()).stats().partial()).hasValue(Partial.TIME);
  }

  @Test
  void search_moreRowsThanAllowed_isPartialAndTrue() {
    QueryContext context =
        new QueryContext(
            new QueryLimits(6_000, Long.MAX_VALUE, Duration.ofMinutes(5)), () -> false);

    TracePage page = reader().search(query(SCAN), context);

    assertThat(page.stats().partial()).hasValue(Partial.ROWS);
    assertThat(page.total()).isEmpty();
    assertThat(search(query(SCAN))).hasSize(SPANS / 100).containsAll(page.traces());
    assertThat(reader().aggregate(AGGREGATE, context).stats().partial()).hasValue(Partial.ROWS);
  }

  @Test
  void search_withinLimits_isCompleteAndCounted() {
    TracePage page = reader().search(query(SCAN), CONTEXT);

    assertThat(page.stats().partial()).isEmpty();
    assertThat(page.stats().rowsScanned()).isPositive();
    assertThat(page.total()).hasValue(SPANS / 100);
  }

  private static QueryContext noTime() {
    return new QueryContext(
        new QueryLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofNanos(1)), () -> false);
  }

  /** Pairs of spans make a trace; durations are 0 to 99 in an order without blocks. */
  private static Span spanOf(int i) {
    return span(1 + i / 2, 1 + i % 2).durationNanos((i * 7919L) % 100).startsAfterNanos(i).build();
  }

  private static TraceQuery query(SpanFilter filter) {
    return new TraceQuery(
        SpansetExpression.spans(filter),
        TimeRange.ALL,
        TraceSort.LONGEST,
        1000,
        Optional.empty(),
        true);
  }
}
