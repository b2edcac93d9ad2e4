// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import java.util.Arrays;

/** The path that is being walked, from its end to its start. Reused from trace to trace. */
final class PathScratch {

  private int[] rows = new int[64];
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private int sections;

  private int[] spans = new int[64];
  private long[] waits = new long[64]; // by number of span
  private int spanCount;
  private long[] waitOf = new long[64]; // by row

  void reset(int rowCount) {
    sections = 0;
    spanCount = 0;
    if (waitOf.length < rowCount) {
      waitOf = new long[Math.max(rowCount, waitOf.length * 2)];
    }
  }

  /** Adds a section before those there are; an empty one is left out. */
  void addSection(int row, long start, long end) {
    if (start >= end) {
      return;
    }
    if (sections == rows.length) {
      int capacity = sections * 2;
      rows = Arrays.copyOf(rows, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    rows[sections] = row;
    starts[sections] = start;
    ends[sections++] = end;
  }

  void addSpan(int row, long waitNanos) {
    if (spanCount == spans.length) {
      spans = Arrays.copyOf(spans, spanCount * 2);
      waits = Arrays.copyOf(waits, spanCount * 2);
    }
    spans[spanCount] = row;
    waits[spanCount++] = waitNanos;
  }

  int[] rowsInOrder() {
    int[] reversed = new int[sections];
    for (int i = 0; i < sections; i++) {
      reversed[i] = rows[sections - 1 - i];
    }
    return reversed;
  }

  long[] startsInOrder() {
    return reversed(starts);
  }

  long[] endsInOrder() {
    return reversed(ends);
  }

  /** Ascending. The walk goes by end, so they come in any order. */
  int[] spans() {
    if (!isSorted()) {
      sortSpans();
    }
    return Arrays.copyOf(spans, spanCount);
  }

  long[] durations() {
    return Arrays.copyOf(waits, spanCount);
  }

  private boolean isSorted() {
    for (int i = 1; i < spanCount; i++) {
      if (spans[i - 1] > spans[i]) {
        return false;
      }
    }
    return true;
  }

  private void sortSpans() {
    for (int i = 0; i < spanCount; i++) {
      waitOf[spans[i]] = waits[i];
    }
    Arrays.sort(spans, 0, spanCount);
    for (int i = 0; i < spanCount; i++) {
      waits[i] = waitOf[spans[i]];
    }
  }

  private long[] reversed(long[] values) {
    long[] reversed = new long[sections];
    for (int i = 0; i < sections; i++) {
      reversed[i] = values[sections - 1 - i];
    }
    return reversed;
  }
}
