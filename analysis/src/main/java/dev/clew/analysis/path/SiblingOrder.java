// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceView;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * For every child that is waited for, which of its siblings had ended when it started. The children
 * of a row have the places {@code begin(row) .. end(row) - 1}, in order of start. Reused from trace
 * to trace.
 */
final class SiblingOrder {

  private static final int FEW = 48;

  private final SpanTimes times;
  private int[] begins = new int[64]; // by row
  private int[] ends = new int[64];
  private long[] lastEnds = new long[64];
  private int[] rows = new int[64]; // by place
  private int[] byEnd = new int[64]; // places of a row's children in order of end
  private int[] rank = new int[64]; // by place: where it is in byEnd
  private int[] endedBefore = new int[64];
  private long[] latestBefore = new long[64];

  SiblingOrder(SpanTimes times) {
    this.times = times;
  }

  /** Orders everything below a span whose times are loaded. */
  void load(TraceView view, int root, double overlapTolerance) {
    reserve(view.size());
    int places = 0;
    for (int row = root; row < view.subtreeEnd(root); row++) {
      begins[row] = places;
      for (int i = 0, count = view.childCount(row); i < count; i++) {
        int child = view.child(row, i);
        if (times.isWaitedFor(child)) {
          rows[places++] = child;
        }
      }
      ends[row] = places;
      lastEnds[row] = times.start(row);
      if (places > begins[row]) {
        order(row, (long) (overlapTolerance * times.duration(row)));
      }
    }
  }

  int begin(int row) {
    return begins[row];
  }

  int end(int row) {
    return ends[row];
  }

  int row(int place) {
    return rows[place];
  }

  /** When the last child of a row ended; when the row started, if it has none. */
  long lastEnd(int row) {
    return lastEnds[row];
  }

  /** A child's place, by order of end. */
  int byEnd(int position) {
    return byEnd[position];
  }

  /** Those before this position in order of end had ended when the child started. */
  int endedBefore(int place) {
    return endedBefore[place];
  }

  /** When the last of them had ended; when the parent started, if none had. */
  long latestBefore(int place) {
    return latestBefore[place];
  }

  /** The first place from which on all siblings started after this one had ended. */
  int firstAfter(int place, int end) {
    int low = place + 1;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (endedBefore[middle] > rank[place]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether a child had ended when another one started. */
  boolean isBefore(int place, int later) {
    return rank[place] < endedBefore[later];
  }

  private void order(int row, long tolerance) {
    int begin = begins[row];
    int end = ends[row];
    sort(
        rows,
        begin,
        end,
        Comparator.<Integer>comparingLong(times::start)
            .thenComparingLong(times::end)
            .thenComparingInt(child -> child));
    for (int place = begin; place < end; place++) {
      byEnd[place] = place;
    }
    sort(
        byEnd,
        begin,
        end,
        Comparator.<Integer>comparingLong(place -> times.end(rows[place]))
            .thenComparingInt(place -> place));
    int next = begin;
    long latest = times.start(row);
    for (int place = begin; place < end; place++) {
      long start = times.start(rows[place]);
      while (next < end
          && byEnd[next] < place
          && endInOrder(next, begin, end, tolerance) <= start) {
        latest = Math.max(latest, times.end(rows[byEnd[next++]]));
      }
      endedBefore[place] = next;
      latestBefore[place] = latest;
      rank[byEnd[place]] = place;
    }
    lastEnds[row] = times.end(rows[byEnd[end - 1]]);
  }

  /**
   * When a child ends as far as order is concerned: when the one sibling starts that it overlaps by
   * no more than {@code tolerance}, if nothing else starts or ends meanwhile.
   */
  private long endInOrder(int position, int begin, int end, long tolerance) {
    int place = byEnd[position];
    long ended = times.end(rows[place]);
    int other = lastStart(begin, end, ended);
    long start = times.start(rows[other]);
    boolean isAlone =
        start > times.start(rows[place])
            && ended - start <= tolerance
            && times.start(rows[other - 1]) < start
            && (position == begin || times.end(rows[byEnd[position - 1]]) < start)
            && (position + 1 == end || times.end(rows[byEnd[position + 1]]) > ended);
    return isAlone ? start : ended;
  }

  /** The last place that starts no later than this. */
  private int lastStart(int begin, int end, long nanos) {
    int low = begin;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.start(rows[middle]) <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static void sort(int[] values, int begin, int end, Comparator<Integer> order) {
    if (end - begin > FEW) {
      int[] sorted =
          IntStream.range(begin, end)
              .mapToObj(i -> values[i])
              .sorted(order)
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, values, begin, sorted.length);
      return;
    }
    for (int i = begin + 1; i < end; i++) {
      int value = values[i];
      int at = i;
      while (at > begin && order.compare(value, values[at - 1]) < 0) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }

  private void reserve(int count) {
    if (rows.length < count) {
      int capacity = Math.max(count, rows.length * 2);
      begins = new int[capacity];
      ends = new int[capacity];
      lastEnds = new long[capacity];
      rows = new int[capacity];
      byEnd = new int[capacity];
      rank = new int[capacity];
      endedBefore = new int[capacity];
      latestBefore = new long[capacity];
    }
  }
}
