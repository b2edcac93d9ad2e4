// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/**
 * Which traces are meant: a condition on the spans of one trace together.
 *
 * <p>An expression selects a set of spans of each trace, and the trace is meant if the set is not
 * empty: {@link Spans} selects the spans that satisfy its filter and start within the query's
 * range; {@link Both} the union of its sides if neither is empty, else nothing; {@link Either} the
 * union; {@link Structural} a subset of its right side.
 *
 * <p>The tree: a span's parents are the other spans of its trace whose id is its parent id. There
 * is one as a rule, none for roots and orphans, and two where a Zipkin client and server share an
 * id. The way to the root leads over parents and their parents, within the range or not; where
 * parent ids run in a circle it ends when it closes. No span stands in a relation to itself.
 */
public sealed interface SpansetExpression {

  /**
   * Traces with at least one span that satisfies the filter: all its conditions on one and the same
   * span.
   */
  record Spans(SpanFilter filter) implements SpansetExpression {}

  /** Traces that satisfy both sides, by the same spans or different ones. */
  record Both(SpansetExpression left, SpansetExpression right) implements SpansetExpression {}

  /** Traces that satisfy one of the sides. */
  record Either(SpansetExpression left, SpansetExpression right) implements SpansetExpression {}

  /**
   * Traces with a span of the right side that stands in this relation to a span of the left side.
   */
  record Structural(Relation relation, SpansetExpression left, SpansetExpression right)
      implements SpansetExpression {}

  /** How a right-hand span stands to a left-hand one within the tree of a trace. */
  enum Relation {
    /** The right span's parent is a left span. */
    CHILD,
    /** A left span is on the right span's way to the root. */
    DESCENDANT,
    /** The right span is the parent of a left span. */
    PARENT,
    /** The right span is on a left span's way to the root. */
    ANCESTOR,
    /** Both have the same parent id, stored or not, and are different spans; roots are not. */
    SIBLING,
    /** No left span is the right span's parent. */
    NOT_CHILD,
    /** No left span is on the right span's way to the root. */
    NOT_DESCENDANT,
    /** No left span has the right span as parent. */
    NOT_PARENT,
    /** The right span is on no left span's way to the root. */
    NOT_ANCESTOR,
    /** No left span is a sibling of the right span. */
    NOT_SIBLING
  }

  /** Traces with at least one span that satisfies the filter. */
  static SpansetExpression spans(SpanFilter filter) {
    return new Spans(filter);
  }
}
