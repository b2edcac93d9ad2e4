// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.SpansetExpression.Relation;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle against answers worked out by hand; everything else is in the contract suite. */
class ReferenceTraceStoreTest {

  private static final Field TAG = new Field.Attribute(AttributeScope.SPAN, "tag");

  @ParameterizedTest
  @CsvSource({
    "123, 123, true",
    "123, 123.0, true",
    "123, 1.23e2, true",
    "123, 0123, true",
    "123, 12, false",
    "123, 0x7b, false",
    "123, '', false"
  })
  void search_untypedAgainstInteger_equalsWhatWritesTheNumber(long own, String text, boolean hit) {
    assertThat(matches(new IntValue(own), Comparison.EQUAL, new Operand.Untyped(text)))
        .isEqualTo(hit);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992, GREATER, true",
    "9007199254740993, 9007199254740992, EQUAL, false",
    "5, 5.5, LESS, true",
    "-1, NaN, NOT_EQUAL, false",
    "9223372036854775807, Infinity, LESS, true"
  })
  void search_integerAgainstReal_comparesExactly(
      long own, double other, Comparison comparison, boolean hit) {
    assertThat(matches(new IntValue(own), comparison, new Operand.Real(other))).isEqualTo(hit);
  }

  @Test
  void search_textAgainstText_ordersByUtf8() {
    AttributeValue astral = new StringValue("\uD83D\uDE00");

    assertThat(matches(astral, Comparison.GREATER, new Operand.Text("\uFFFD"))).isTrue();
    assertThat(matches(astral, Comparison.EQUAL, new Operand.Int(1))).isFalse();
    assertThat(matches(astral, Comparison.NOT_EQUAL, new Operand.Int(1))).isFalse();
  }

  @Test
  void search_array_comparesByElementsAndUntypedAsWhole() {
    AttributeValue array =
        new ArrayValue(
            List.of(new IntValue(1), new ArrayValue(List.of(new StringValue("in depth")))));

    assertThat(matches(array, Comparison.EQUAL, new Operand.Int(1))).isTrue();
    assertThat(matches(array, Comparison.EQUAL, new Operand.Text("in depth"))).isTrue();
    assertThat(matches(array, Comparison.EQUAL, new Operand.Untyped("[1,[\"in depth\"]]")))
        .isTrue();
    assertThat(matches(array, Comparison.EQUAL, new Operand.Int(2))).isFalse();
  }

  @Test
  void search_structure_followsTheTree() {
    ReferenceTraceStore store =
        ReferenceTraceStore.of(
            span(1, 1).name("root").build(),
            span(1, 2).parent(1).name("middle").build(),
            span(1, 3).parent(2).name("leaf").build(),
            span(1, 4).parent(2).name("other leaf").build());

    assertThat(found(store, Relation.DESCENDANT, "root", "leaf")).isTrue();
    assertThat(found(store, Relation.CHILD, "root", "leaf")).isFalse();
    assertThat(found(store, Relation.NOT_CHILD, "root", "leaf")).isTrue();
    assertThat(found(store, Relation.ANCESTOR, "leaf", "root")).isTrue();
    assertThat(found(store, Relation.PARENT, "leaf", "middle")).isTrue();
    assertThat(found(store, Relation.SIBLING, "leaf", "other leaf")).isTrue();
    assertThat(found(store, Relation.SIBLING, "leaf", "leaf")).isFalse();
  }

  @Test
  void search_circleOfParents_ends() {
    ReferenceTraceStore store =
        ReferenceTraceStore.of(
            span(1, 1).parent(2).name("one").build(), span(1, 2).parent(1).name("two").build());

    assertThat(found(store, Relation.DESCENDANT, "one", "two")).isTrue();
    assertThat(found(store, Relation.DESCENDANT, "one", "one")).isFalse();
  }

  @Test
  void search_summary_countsWhatTheTraceHolds() {
    ReferenceTraceStore store =
        ReferenceTraceStore.of(
            span(1, 1).service("web").name("GET /").durationNanos(100).build(),
            span(1, 2).parent(1).service("db").startsAfterNanos(50).error("no").build(),
            span(1, 3).parent(77).service("db").startsAfterNanos(60).build(),
            span(1, 3).parent(77).service("db").startsAfterNanos(60).build());

    TraceSummary summary =
        store
            .reader()
            .search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 10), QueryContext.defaults())
            .traces()
            .getFirst();

    long start = span(1, 1).build().startNanos();
    assertThat(summary)
        .isEqualTo(
            new TraceSummary(
                new TraceId(0, 1),
                "web",
                "GET /",
                start,
                start + 1_000_060,
                3,
                1,
                1,
                List.of(
                    new TraceSummary.Service("db", 2, 1), new TraceSummary.Service("web", 1, 0))));
  }

  private static boolean found(
      ReferenceTraceStore store, Relation relation, String left, String right) {
    return hasMatch(
        store,
        new SpansetExpression.Structural(
            relation,
            SpansetExpression.spans(SpanFilter.equal(Field.Intrinsic.NAME, left)),
            SpansetExpression.spans(SpanFilter.equal(Field.Intrinsic.NAME, right))));
  }

  private static boolean matches(AttributeValue own, Comparison comparison, Operand operand) {
    Span span = span(1, 1).attribute("tag", own).build();
    return hasMatch(
        ReferenceTraceStore.of(span),
        SpansetExpression.spans(new SpanFilter.Compare(TAG, comparison, operand)));
  }

  private static boolean hasMatch(ReferenceTraceStore store, SpansetExpression where) {
    TraceQuery query =
        new TraceQuery(where, TimeRange.ALL, TraceSort.NEWEST, 1, Optional.empty(), false);
    return !store.reader().search(query, QueryContext.defaults()).traces().isEmpty();
  }
}
