// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.store.TraceStore;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A result in pages: whole, without overlap, with an exact total. */
abstract class PagingTests extends StoreTests {

  private static final int TRACES = 25;

  PagingTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  /** Every fifth trace starts at the same time, so that pages break within ties. */
  @BeforeEach
  void appendTraces() {
    append(
        IntStream.rangeClosed(1, TRACES)
            .mapToObj(i -> span(i, 1).startsAfterNanos(i / 5).durationNanos(i % 3).build())
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void search_allPages_areTheWholeResultOnce(TraceSort sort) {
    List<Long> whole = page(query(sort, 1000, Optional.empty()));

    List<Long> joined = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      TracePage page = reader().search(query(sort, 4, cursor), CONTEXT);
      assertThat(page.traces()).hasSizeLessThanOrEqualTo(4).isNotEmpty();
      page.traces().forEach(trace -> joined.add(trace.traceId().low()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(joined).isEqualTo(whole).hasSize(TRACES);
  }

  @Test
  void search_total_countsAllPagesOnEach() {
    TracePage first = reader().search(query(TraceSort.NEWEST, 20, Optional.empty()), CONTEXT);
    TracePage second = reader().search(query(TraceSort.NEWEST, 20, first.next()), CONTEXT);

    assertThat(first.total()).hasValue(TRACES);
    assertThat(second.total()).hasValue(TRACES);
    assertThat(second.traces()).hasSize(5);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void search_totalNotAskedFor_isAbsent() {
    TracePage page =
        reader().search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 5), CONTEXT);

    assertThat(page.total()).isEmpty();
  }

  @Test
  void search_lastPageThatIsFull_hasNoNext() {
    TracePage page = reader().search(query(TraceSort.OLDEST, TRACES, Optional.empty()), CONTEXT);

    assertThat(page.traces()).hasSize(TRACES);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void search_nothingFound_isAnEmptyLastPage() {
    TracePage page =
        reader()
            .search(
                new TraceQuery(
                    SpansetExpression.spans(SpanFilter.equal(Intrinsic.NAME, "unheard of")),
                    TimeRange.ALL,
                    TraceSort.NEWEST,
                    5,
                    Optional.empty(),
                    true),
                CONTEXT);

    assertThat(page.traces()).isEmpty();
    assertThat(page.next()).isEmpty();
    assertThat(page.total()).hasValue(0);
    assertThat(page.stats().partial()).isEmpty();
  }

  @Test
  void search_tracesThatArriveBetweenPages_moveNothing() {
    TracePage first = reader().search(query(TraceSort.NEWEST, 10, Optional.empty()), CONTEXT);
    List<Long> rest = page(query(TraceSort.NEWEST, 1000, first.next()));

    append(
        LongStream.rangeClosed(100, 130)
            .mapToObj(i -> span(i, 1).startsAfterNanos(1000 + i).build())
            .toList());

    assertThat(page(query(TraceSort.NEWEST, 1000, first.next()))).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "not base64 at all!", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA"})
  void search_cursorNobodyGaveOut_isRefused(String cursor) {
    assertThatThrownBy(
            () -> reader().search(query(TraceSort.NEWEST, 5, Optional.of(cursor)), CONTEXT))
        .isInstanceOf(InvalidQueryException.class);
  }

  @Test
  void search_cursorOfAnotherQuery_isRefused() {
    Optional<String> cursor =
        reader().search(query(TraceSort.NEWEST, 5, Optional.empty()), CONTEXT).next();
    SpansetExpression other = SpansetExpression.spans(SpanFilter.equal(Intrinsic.NAME, "other"));
    TimeRange range = new TimeRange(0, Long.MAX_VALUE);

    assertRefused(new TraceQuery(other, TimeRange.ALL, TraceSort.NEWEST, 5, cursor, false));
    assertRefused(query(TraceSort.OLDEST, 5, cursor));
    assertRefused(
        new TraceQuery(
            SpansetExpression.spans(SpanFilter.all()), range, TraceSort.NEWEST, 5, cursor, false));
  }

  private void assertRefused(TraceQuery query) {
    assertThatThrownBy(() -> reader().search(query, CONTEXT))
        .isInstanceOf(InvalidQueryException.class);
  }

  private List<Long> page(TraceQuery query) {
    return search(query).stream().map(trace -> trace.traceId().low()).toList();
  }

  private static TraceQuery query(TraceSort sort, int limit, Optional<String> after) {
    return new TraceQuery(
        SpansetExpression.spans(SpanFilter.all()), TimeRange.ALL, sort, limit, after, true);
  }
}
