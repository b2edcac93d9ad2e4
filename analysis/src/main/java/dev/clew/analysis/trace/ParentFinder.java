// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the parent of every span of a trace, whatever ids were sent, and leaves a forest.
 *
 * <p>Where several spans have the parent's id, one of the span's own service comes first, then one
 * that serves, then the one that starts first, then the one of the lowest kind; the store counts
 * calls by the same rule. If that one was sent again later, as another span of the same operation,
 * the span belongs to the copy that it lies in. Only the first {@value #CANDIDATES_MAX} in this
 * order are looked at, so that a trace of one id costs no more than another.
 */
final class ParentFinder {

  private static final int CANDIDATES_MAX = 16;
  private static final byte UNSEEN = 0;
  private static final byte ON_WALK = 1;
  private static final byte DONE = 2;

  private final SpanIds ids = new SpanIds();
  private int[] clientOf = new int[32]; // by first span of a chain: its first that does not serve
  private byte[] state = new byte[32];

  /** Sets {@code parent}, {@code flags} and {@code dropped} of all spans. */
  void link(SpanScratch spans, TraceNames names) {
    index(spans);
    for (int span = 0; span < spans.count; span++) {
      if (!spans.dropped[span]) {
        spans.parent[span] = parent(span, spans, names);
      }
    }
    breakCycles(spans);
  }

  private void index(SpanScratch spans) {
    ids.reset(spans.count);
    if (clientOf.length < spans.count) {
      clientOf = new int[Math.max(spans.count, clientOf.length * 2)];
      state = new byte[clientOf.length];
    }
    boolean shared = false;
    for (int span = 0; span < spans.count; span++) {
      ids.add(span, spans.id);
      clientOf[span] = SpanIds.NONE;
      shared |= ids.next[span] != SpanIds.NONE;
    }
    if (shared) {
      for (int span = 0; span < spans.count; span++) {
        if (ids.first(spans.id[span], spans.id) == span && ids.next[span] != SpanIds.NONE) {
          orderChain(span, spans);
        }
      }
    }
  }

  /** Puts a chain in order of preference and drops what was sent twice. */
  private void orderChain(int first, SpanScratch spans) {
    int[] chain =
        IntStream.iterate(first, span -> span != SpanIds.NONE, span -> ids.next[span])
            .boxed()
            .sorted(
                Comparator.<Integer, Boolean>comparing(span -> !spans.serves(span))
                    .thenComparingLong(span -> spans.start[span])
                    .thenComparingInt(span -> spans.kind[span])
                    .thenComparing(span -> spans.end[span], Comparator.reverseOrder())
                    .thenComparingInt(span -> span))
            .mapToInt(Integer::intValue)
            .toArray();
    int last = chain[0];
    int client = spans.serves(last) ? SpanIds.NONE : last;
    for (int i = 1; i < chain.length; i++) {
      int span = chain[i];
      if (spans.start[span] == spans.start[last] && spans.kind[span] == spans.kind[last]) {
        spans.dropped[span] = true;
        continue;
      }
      ids.next[last] = span;
      last = span;
      client = client == SpanIds.NONE && !spans.serves(span) ? span : client;
    }
    ids.next[last] = SpanIds.NONE;
    ids.setFirst(chain[0], spans.id);
    clientOf[chain[0]] = client;
  }

  private int parent(int span, SpanScratch spans, TraceNames names) {
    if (spans.serves(span)) {
      int client = clientOf[ids.first(spans.id[span], spans.id)];
      if (client != SpanIds.NONE) {
        spans.flags[span] |= TraceColumns.SHARED_ID;
        return client;
      }
    }
    if (spans.parentId[span] == 0) {
      return TraceView.NONE;
    }
    int first = ids.first(spans.parentId[span], spans.id);
    if (first == SpanIds.NONE) {
      spans.flags[span] |= TraceColumns.ORPHAN;
      return TraceView.NONE;
    }
    int best = candidate(span, first, spans, names);
    if (best == SpanIds.NONE) {
      spans.flags[span] |= TraceColumns.CYCLE;
    }
    return best;
  }

  private int candidate(int span, int first, SpanScratch spans, TraceNames names) {
    int service = names.serviceOf(spans.operation[span]);
    int best = SpanIds.NONE;
    int looked = 0;
    for (int other = first;
        other != SpanIds.NONE && looked < CANDIDATES_MAX;
        other = ids.next[other], looked++) {
      if (other == span) {
        continue;
      }
      if (names.serviceOf(spans.operation[other]) == service) {
        return copy(span, other, spans);
      }
      best = best == SpanIds.NONE ? other : best;
    }
    return best == SpanIds.NONE ? best : copy(span, best, spans);
  }

  /**
   * Of a parent that came several times, at different times, the copy that a span belongs to: the
   * third for the third of its own copies, else the last, if the span lies in it; else the last
   * that began before it.
   */
  private int copy(int span, int first, SpanScratch spans) {
    if (ids.next[first] == SpanIds.NONE) {
      return first;
    }
    int number = copiesBefore(span, spans);
    int best = first;
    int looked = 0;
    int copies = 0;
    for (int other = first;
        other != SpanIds.NONE && looked < CANDIDATES_MAX;
        other = ids.next[other], looked++) {
      if (other == span || !isCopy(other, first, spans)) {
        continue;
      }
      boolean isEnclosing = encloses(other, span, spans);
      if (copies++ == number && isEnclosing) {
        return other;
      }
      boolean hasBegun = spans.start[other] <= spans.start[span];
      if (isEnclosing || (hasBegun && !encloses(best, span, spans))) {
        best = other; // they come in order of start
      }
    }
    return best;
  }

  private int copiesBefore(int span, SpanScratch spans) {
    int before = 0;
    int looked = 0;
    for (int other = ids.first(spans.id[span], spans.id);
        other != span && other != SpanIds.NONE && looked < CANDIDATES_MAX;
        other = ids.next[other], looked++) {
      before += isCopy(other, span, spans) ? 1 : 0;
    }
    return before;
  }

  private static boolean isCopy(int one, int other, SpanScratch spans) {
    return spans.operation[one] == spans.operation[other] && spans.kind[one] == spans.kind[other];
  }

  private static boolean encloses(int parent, int span, SpanScratch spans) {
    return spans.start[parent] <= spans.start[span] && spans.end[span] <= spans.end[parent];
  }

  private void breakCycles(SpanScratch spans) {
    Arrays.fill(state, 0, spans.count, UNSEEN);
    Comparator<Integer> order = StartOrder.comparator(spans);
    for (int span = 0; span < spans.count; span++) {
      if (spans.dropped[span]) {
        continue;
      }
      int at = span;
      while (at != TraceView.NONE && state[at] == UNSEEN) {
        state[at] = ON_WALK;
        at = spans.parent[at];
      }
      boolean cycle = at != TraceView.NONE && state[at] == ON_WALK;
      for (int on = span; on != TraceView.NONE && state[on] == ON_WALK; on = spans.parent[on]) {
        state[on] = DONE;
      }
      if (cycle) {
        open(at, spans, order);
      }
    }
  }

  /** Makes the first span of the cycle that {@code member} is in a root. */
  private static void open(int member, SpanScratch spans, Comparator<Integer> order) {
    int root = member;
    for (int other = spans.parent[member]; other != member; other = spans.parent[other]) {
      root = order.compare(other, root) < 0 ? other : root;
    }
    spans.parent[root] = TraceView.NONE;
    spans.flags[root] |= TraceColumns.CYCLE;
  }
}
