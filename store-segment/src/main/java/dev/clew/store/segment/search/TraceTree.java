// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.SpanIds;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree of one trace by ids: a span's parents are the other spans whose id is its parent id.
 * Usually there is one; where a Zipkin client and server share an id there are two; where a broken
 * sender runs parent ids in a circle the tree is none, and walks end when the circle closes. Spans
 * are the indexes {@code 0 .. size - 1}.
 *
 * <p>Cost: O(spans) to build; each walk visits a span once.
 */
final class TraceTree {

  private static final int NONE = -1;

  private final long[] ids;
  private final long[] parentIds; // zero for roots
  private final Map<Long, Integer> firstById = new HashMap<>();
  private final Map<Long, Integer> firstByParentId = new HashMap<>();
  private final int[] nextWithId;
  private final int[] nextWithParentId;

  /** The tree of the spans at these rows, which are one trace. */
  static TraceTree of(SpanIds spanIds, int[] rows) {
    long[] ids = new long[rows.length];
    long[] parentIds = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ids[i] = spanIds.id(rows[i]);
      parentIds[i] = spanIds.parentId(rows[i]);
    }
    return new TraceTree(ids, parentIds);
  }

  TraceTree(long[] ids, long[] parentIds) {
    this.ids = ids;
    this.parentIds = parentIds;
    this.nextWithId = new int[ids.length];
    this.nextWithParentId = new int[ids.length];
    for (int span = ids.length - 1; span >= 0; span--) {
      nextWithId[span] = before(firstById.put(ids[span], span));
      nextWithParentId[span] = before(firstByParentId.put(parentIds[span], span));
    }
  }

  /** Calls for each parent of a span. */
  void parents(int span, IntConsumer each) {
    if (parentIds[span] == 0) {
      return;
    }
    for (int at = firstById.getOrDefault(parentIds[span], NONE); at != NONE; at = nextWithId[at]) {
      if (at != span) {
        each.accept(at);
      }
    }
  }

  /** Calls for each child of a span. */
  void children(int span, IntConsumer each) {
    if (ids[span] == 0) {
      return;
    }
    for (int at = firstByParentId.getOrDefault(ids[span], NONE);
        at != NONE;
        at = nextWithParentId[at]) {
      if (at != span) {
        each.accept(at);
      }
    }
  }

  /** Calls for each other span with the same parent id; roots have no siblings. */
  void siblings(int span, IntConsumer each) {
    if (parentIds[span] == 0) {
      return;
    }
    for (int at = firstByParentId.getOrDefault(parentIds[span], NONE);
        at != NONE;
        at = nextWithParentId[at]) {
      if (at != span) {
        each.accept(at);
      }
    }
  }

  /** The spans below any of {@code starts}; one of them itself only if it is below another. */
  BitSet below(BitSet starts) {
    return reach(starts, this::children);
  }

  /** The spans above any of {@code starts}; one of them itself only if it is above another. */
  BitSet above(BitSet starts) {
    return reach(starts, this::parents);
  }

  /** One step from a span to its neighbours. */
  private interface Step {
    void from(int span, IntConsumer each);
  }

  private BitSet reach(BitSet starts, Step step) {
    BitSet reached = new BitSet(ids.length);
    Deque<Integer> open = new ArrayDeque<>();
    starts.stream().forEach(open::add);
    walk(open, step, reached);
    BitSet doubtful = (BitSet) reached.clone();
    doubtful.and(starts);
    doubtful.stream()
        .filter(span -> isInCircle(span, step))
        .forEach(span -> {
          if (!isReachedByOther(span, starts, step)) {
            reached.clear(span);
          }
        });
    return reached;
  }

  private boolean isInCircle(int span, Step step) {
    return reachedFrom(span, step).get(span);
  }

  /** Only within circles does a start reach itself; then another start has to reach it, too. */
  private boolean isReachedByOther(int span, BitSet starts, Step step) {
    return starts.stream().anyMatch(start -> start != span && reachedFrom(start, step).get(span));
  }

  private BitSet reachedFrom(int span, Step step) {
    BitSet reached = new BitSet(ids.length);
    Deque<Integer> open = new ArrayDeque<>();
    open.add(span);
    walk(open, step, reached);
    return reached;
  }

  private static void walk(Deque<Integer> open, Step step, BitSet reached) {
    while (!open.isEmpty()) {
      step.from(
          open.remove(),
          next -> {
            if (!reached.get(next)) {
              reached.set(next);
              open.add(next);
            }
          });
    }
  }

  private static int before(@Nullable Integer span) {
    return span == null ? NONE : span;
  }
}
