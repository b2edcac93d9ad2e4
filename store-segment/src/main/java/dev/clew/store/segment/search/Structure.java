// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.query.SpansetExpression.Relation;
import dev.clew.store.segment.part.SpanIds;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Evaluates the structural relations, trace by trace, for those traces only that have rows on the
 * right side.
 */
final class Structure {

  private final SpanIds ids;

  /** Reads span and parent ids where they are needed. */
  Structure(SpanIds ids) {
    this.ids = ids;
  }

  /**
   * The rows of {@code right} that stand in the relation to some row of {@code left}, or, negated,
   * to none.
   */
  RowBits relate(Relation relation, RowBits left, RowBits right, Window window) {
    RowBits selected = right.copy();
    Set<Integer> traces = new LinkedHashSet<>();
    for (int row = right.next(window.from); row >= 0; row = right.next(row + 1)) {
      traces.add(window.trace(row));
    }
    for (int trace : traces) {
      retain(relation, left, selected, window.part.traces().rows(trace));
    }
    return selected;
  }

  private void retain(Relation relation, RowBits left, RowBits selected, int[] rows) {
    BitSet leftSpans = new BitSet(rows.length);
    for (int i = 0; i < rows.length; i++) {
      leftSpans.set(i, left.get(rows[i]));
    }
    BitSet related =
        leftSpans.isEmpty() ? leftSpans : related(relation, leftSpans, TraceTree.of(ids, rows));
    boolean wanted = !isNegated(relation);
    for (int i = 0; i < rows.length; i++) {
      if (selected.get(rows[i]) && related.get(i) != wanted) {
        selected.clear(rows[i]);
      }
    }
  }

  /**
   * The spans that stand in the relation, positive or before its negation, to one of {@code left}.
   */
  private static BitSet related(Relation relation, BitSet left, TraceTree tree) {
    return switch (relation) {
      case CHILD, NOT_CHILD -> neighbours(left, tree::children);
      case PARENT, NOT_PARENT -> neighbours(left, tree::parents);
      case SIBLING, NOT_SIBLING -> neighbours(left, tree::siblings);
      case DESCENDANT, NOT_DESCENDANT -> tree.below(left);
      case ANCESTOR, NOT_ANCESTOR -> tree.above(left);
    };
  }

  private interface Step {
    void from(int span, IntConsumer each);
  }

  private static BitSet neighbours(BitSet spans, Step step) {
    BitSet found = new BitSet();
    spans.stream().forEach(span -> step.from(span, found::set));
    return found;
  }

  private static boolean isNegated(Relation relation) {
    return switch (relation) {
      case CHILD, DESCENDANT, PARENT, ANCESTOR, SIBLING -> false;
      case NOT_CHILD, NOT_DESCENDANT, NOT_PARENT, NOT_ANCESTOR, NOT_SIBLING -> true;
    };
  }
}
