// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.SpansetExpression.Relation;
import dev.clew.store.query.TimeRange;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Which spans of a trace an expression selects. */
final class SpansetEvaluation {

  private SpansetEvaluation() {}

  static BitSet select(SpansetExpression expression, ReferenceTrace trace, TimeRange range) {
    return switch (expression) {
      case SpansetExpression.Spans(SpanFilter filter) ->
          where(
              trace,
              span ->
                  range.contains(trace.span(span).startNanos())
                      && FilterEvaluation.matches(filter, trace, span));
      case SpansetExpression.Both(SpansetExpression left, SpansetExpression right) -> {
        BitSet leftSpans = select(left, trace, range);
        BitSet rightSpans = select(right, trace, range);
        yield leftSpans.isEmpty() || rightSpans.isEmpty()
            ? new BitSet()
            : union(leftSpans, rightSpans);
      }
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) ->
          union(select(left, trace, range), select(right, trace, range));
      case SpansetExpression.Structural(
              Relation relation,
              SpansetExpression left,
              SpansetExpression right) -> {
        BitSet leftSpans = select(left, trace, range);
        BitSet rightSpans = select(right, trace, range);
        yield where(
            trace, span -> rightSpans.get(span) && stands(relation, trace, leftSpans, span));
      }
    };
  }

  /**
   * Checks what may be wrong with an expression.
   *
   * @throws dev.clew.store.query.InvalidQueryException for a malformed regular expression
   */
  static void check(SpansetExpression expression) {
    switch (expression) {
      case SpansetExpression.Spans(SpanFilter filter) -> FilterEvaluation.check(filter);
      case SpansetExpression.Both(SpansetExpression left, SpansetExpression right) -> {
        check(left);
        check(right);
      }
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) -> {
        check(left);
        check(right);
      }
      case SpansetExpression.Structural(
              Relation _,
              SpansetExpression left,
              SpansetExpression right) -> {
        check(left);
        check(right);
      }
    }
  }

  private static boolean stands(Relation relation, ReferenceTrace trace, BitSet left, int span) {
    return switch (relation) {
      case CHILD -> trace.parents(span).stream().anyMatch(left::get);
      case DESCENDANT -> trace.ancestors(span).intersects(left);
      case PARENT -> trace.children(span).stream().anyMatch(left::get);
      case ANCESTOR -> left.stream().anyMatch(below -> trace.ancestors(below).get(span));
      case SIBLING -> left.stream().anyMatch(other -> siblings(trace, other, span));
      case NOT_CHILD -> !stands(Relation.CHILD, trace, left, span);
      case NOT_DESCENDANT -> !stands(Relation.DESCENDANT, trace, left, span);
      case NOT_PARENT -> !stands(Relation.PARENT, trace, left, span);
      case NOT_ANCESTOR -> !stands(Relation.ANCESTOR, trace, left, span);
      case NOT_SIBLING -> !stands(Relation.SIBLING, trace, left, span);
    };
  }

  private static boolean siblings(ReferenceTrace trace, int one, int other) {
    long parentId = trace.span(one).parentSpanId();
    return one != other && parentId != 0 && parentId == trace.span(other).parentSpanId();
  }

  private static BitSet where(ReferenceTrace trace, IntPredicate condition) {
    BitSet spans = new BitSet();
    for (int span = 0; span < trace.spans().size(); span++) {
      spans.set(span, condition.test(span));
    }
    return spans;
  }

  private static BitSet union(BitSet left, BitSet right) {
    BitSet both = (BitSet) left.clone();
    both.or(right);
    return both;
  }
}
