// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Orders spans by start, then unsigned span id, then kind. Reused from trace to trace.
 *
 * <p>Cost: one sort of primitive longs, start and index packed into one, unless times are so far
 * apart that they do not fit; spans with equal starts are then ordered among themselves.
 */
final class StartOrder {

  private long[] keys = new long[32];

  /** Fills {@code order} with the spans {@code 0 .. count - 1} that are kept; returns how many. */
  int sort(SpanScratch spans, int[] order) {
    int kept = 0;
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int span = 0; span < spans.count; span++) {
      if (!spans.dropped[span]) {
        order[kept++] = span;
        earliest = Math.min(earliest, spans.start[span]);
        latest = Math.max(latest, spans.start[span]);
      }
    }
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(spans.count);
    long width = latest - earliest;
    if (width < 0 || width >>> (Long.SIZE - 1 - indexBits) != 0) {
      sortBoxed(spans, order, 0, kept);
      return kept;
    }
    if (keys.length < kept) {
      keys = new long[Math.max(kept, keys.length * 2)];
    }
    for (int i = 0; i < kept; i++) {
      keys[i] = ((spans.start[order[i]] - earliest) << indexBits) | order[i];
    }
    Arrays.sort(keys, 0, kept);
    for (int i = 0; i < kept; i++) {
      order[i] = (int) (keys[i] & ((1L << indexBits) - 1));
    }
    sortTies(spans, order, kept);
    return kept;
  }

  private static void sortTies(SpanScratch spans, int[] order, int count) {
    int begin = 0;
    while (begin < count) {
      int end = begin + 1;
      while (end < count && spans.start[order[end]] == spans.start[order[begin]]) {
        end++;
      }
      if (end - begin > 1) {
        sortBoxed(spans, order, begin, end);
      }
      begin = end;
    }
  }

  private static void sortBoxed(SpanScratch spans, int[] order, int begin, int end) {
    int[] sorted =
        IntStream.range(begin, end)
            .mapToObj(i -> order[i])
            .sorted(comparator(spans))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, order, begin, sorted.length);
  }

  static Comparator<Integer> comparator(SpanScratch spans) {
    return Comparator.<Integer>comparingLong(span -> spans.start[span])
        .thenComparing((a, b) -> Long.compareUnsigned(spans.id[a], spans.id[b]))
        .thenComparingInt(span -> spans.kind[span]);
  }
}
