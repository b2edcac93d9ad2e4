// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

/** Which traces are meant: a condition on the spans of one trace together. */
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
    /** Both have the same parent and are different spans. */
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
