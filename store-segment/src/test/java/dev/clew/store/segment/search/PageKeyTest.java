// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.TraceId;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageKeyTest {

  private static final TraceId ID = new TraceId(1, -2);

  @ParameterizedTest
  @EnumSource
  void toCursor_thenOfCursor_isTheSameKey(TraceSort sort) {
    PageKey key = PageKey.of(sort, ID, new TraceFigures(Long.MIN_VALUE, 7, 3, 1));

    assertThat(PageKey.ofCursor(key.toCursor(query(sort)), query(sort))).isEqualTo(key);
  }

  @Test
  void ofCursor_ofAnotherQuery_isRefused() {
    String cursor = new PageKey(5, ID).toCursor(query(TraceSort.OLDEST));

    assertThatThrownBy(() -> PageKey.ofCursor(cursor, query(TraceSort.NEWEST)))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("the same query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!!", "AAAA"})
  void ofCursor_notACursor_isRefused(String cursor) {
    assertThatThrownBy(() -> PageKey.ofCursor(cursor, query(TraceSort.NEWEST)))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageStartingWith("page cursor: \"" + cursor + "\"");
  }

  @Test
  void compareTo_newest_putsTheLaterStartFirst() {
    PageKey early = PageKey.of(TraceSort.NEWEST, ID, new TraceFigures(-5, 0, 1, 0));
    PageKey late = PageKey.of(TraceSort.NEWEST, ID, new TraceFigures(5, 9, 1, 0));

    assertThat(late).isLessThan(early);
    assertThat(PageKey.of(TraceSort.NEWEST, new TraceId(0, 1), new TraceFigures(5, 9, 1, 0)))
        .isLessThan(late);
  }

  private static TraceQuery query(TraceSort sort) {
    return new TraceQuery(
        SpansetExpression.spans(SpanFilter.all()), TimeRange.ALL, sort, 5, Optional.empty(), false);
  }
}
