// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanKind;
import dev.clew.store.TraceStore;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.SpansetExpression.Relation;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.RandomSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relations between the spans of a trace. */
abstract class StructureTests extends StoreTests {

  StructureTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  /**
   * Trace 1 is root → (left → (deep, deep2), right), and an orphan; trace 2 is a lone root. The
   * parts arrive in the wrong order.
   */
  @BeforeEach
  void appendTrees() {
    append(
        span(1, 4).parent(2).name("deep").startsAfterNanos(3).build(),
        span(1, 5).parent(2).name("deep2").startsAfterNanos(4).build());
    append(
        span(1, 2).parent(1).name("left").startsAfterNanos(1).build(),
        span(1, 3).parent(1).name("right").startsAfterNanos(2).build(),
        span(1, 6).parent(99).name("orphan").startsAfterNanos(5).build());
    append(span(1, 1).name("root").build(), span(2, 1).name("root").build());
  }

  @ParameterizedTest
  @CsvSource({
    "CHILD, root, left, true",
    "CHILD, root, deep, false",
    "CHILD, left, root, false",
    "CHILD, root, root, false",
    "DESCENDANT, root, left, true",
    "DESCENDANT, root, deep, true",
    "DESCENDANT, right, deep, false",
    "DESCENDANT, root, orphan, false",
    "PARENT, deep, left, true",
    "PARENT, deep, root, false",
    "ANCESTOR, deep, root, true",
    "ANCESTOR, right, left, false",
    "SIBLING, left, right, true",
    "SIBLING, deep, deep2, true",
    "SIBLING, left, left, false",
    "SIBLING, root, orphan, false",
    "NOT_CHILD, root, deep, true",
    "NOT_CHILD, left, deep, false",
    "NOT_DESCENDANT, root, deep, false",
    "NOT_DESCENDANT, root, orphan, true",
    "NOT_DESCENDANT, absent, deep, true",
    "NOT_PARENT, deep, left, false",
    "NOT_PARENT, right, left, true",
    "NOT_ANCESTOR, deep, root, false",
    "NOT_SIBLING, left, right, false",
    "NOT_SIBLING, left, deep, true",
    "NOT_SIBLING, left, absent, false"
  })
  void search_relation_followsParentIds(
      Relation relation, String left, String right, boolean found) {
    List<Long> traces = tracesWhere(structural(relation, named(left), named(right)));

    assertThat(traces.contains(1L)).isEqualTo(found);
  }

  @Test
  void search_nested_selectsTheRightSide() {
    SpansetExpression leftOfRoot = structural(Relation.CHILD, named("root"), named("left"));

    assertThat(tracesWhere(structural(Relation.CHILD, leftOfRoot, named("deep"))))
        .containsExactly(1L);
    assertThat(tracesWhere(structural(Relation.CHILD, leftOfRoot, named("right")))).isEmpty();
  }

  @Test
  void search_unionAsLeftSide_isTriedSpanBySpan() {
    SpansetExpression either = new SpansetExpression.Either(named("right"), named("left"));
    SpansetExpression both = new SpansetExpression.Both(named("right"), named("absent"));

    assertThat(tracesWhere(structural(Relation.CHILD, either, named("deep")))).containsExactly(1L);
    assertThat(tracesWhere(structural(Relation.CHILD, both, named("deep")))).isEmpty();
  }

  @Test
  void search_range_boundsBothSidesButNotTheWay() {
    long base = RandomSpans.BASE_NANOS;
    SpansetExpression deepBelowRoot = structural(Relation.DESCENDANT, named("root"), named("deep"));
    append(
        span(3, 1).name("root").startsAfterNanos(100).build(),
        span(3, 2).parent(1).name("between").startsAfterNanos(500).build(),
        span(3, 3).parent(2).name("deep").startsAfterNanos(101).build());

    assertThat(tracesWhere(deepBelowRoot, new TimeRange(base + 1, base + 10))).isEmpty();
    assertThat(tracesWhere(deepBelowRoot, new TimeRange(base, base + 10))).containsExactly(1L);
    assertThat(tracesWhere(deepBelowRoot, new TimeRange(base + 100, base + 200)))
        .containsExactly(3L);
  }

  /** Zipkin: client and server span of a call share one id. */
  @Test
  void search_sharedId_isAParentTwice() {
    append(
        span(3, 1).name("caller").build(),
        span(3, 2).parent(1).kind(SpanKind.CLIENT).name("call").build(),
        span(3, 2).parent(1).kind(SpanKind.SERVER).name("serve").startsAfterNanos(1).build(),
        span(3, 3).parent(2).name("work").startsAfterNanos(2).build());

    assertThat(tracesWhere(structural(Relation.CHILD, named("call"), named("work"))))
        .containsExactly(3L);
    assertThat(tracesWhere(structural(Relation.CHILD, named("serve"), named("work"))))
        .containsExactly(3L);
    assertThat(tracesWhere(structural(Relation.SIBLING, named("serve"), named("call"))))
        .containsExactly(3L);
    assertThat(tracesWhere(structural(Relation.DESCENDANT, named("caller"), named("work"))))
        .containsExactly(3L);
  }

  @Test
  void search_circleOfParents_ends() {
    append(
        span(3, 1).parent(2).name("one").build(),
        span(3, 2).parent(1).name("two").build(),
        span(4, 1).parent(1).name("self").build());

    assertThat(tracesWhere(structural(Relation.DESCENDANT, named("one"), named("two"))))
        .containsExactly(3L);
    assertThat(tracesWhere(structural(Relation.DESCENDANT, named("two"), named("two")))).isEmpty();
    assertThat(tracesWhere(structural(Relation.CHILD, named("self"), named("self")))).isEmpty();
    assertThat(summary(4).orphanSpanCount()).isEqualTo(1);
    assertThat(summary(3).orphanSpanCount()).isZero();
  }

  private static SpansetExpression named(String name) {
    return SpansetExpression.spans(SpanFilter.equal(Intrinsic.NAME, name));
  }

  private static SpansetExpression structural(
      Relation relation, SpansetExpression left, SpansetExpression right) {
    return new SpansetExpression.Structural(relation, left, right);
  }
}
