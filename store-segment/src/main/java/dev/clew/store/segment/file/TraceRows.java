// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * The rows of one trace, from all sources: put in order of their start, and each span once. Used
 * again from trace to trace.
 */
final class TraceRows {

  private static final int PAIRWISE_MAX = 16;

  private final SpanColumns[] columns;
  private int[] sources = new int[64];
  private int[] rows = new int[64];
  private long[] starts = new long[64];
  private int count;

  private record SpanKey(long id, long kind) {}

  TraceRows(SpanColumns[] columns) {
    this.columns = columns;
  }

  int count() {
    return count;
  }

  int source(int index) {
    return sources[index];
  }

  int row(int index) {
    return rows[index];
  }

  long start(int index) {
    return starts[index];
  }

  void clear() {
    count = 0;
  }

  void add(int source, int row) {
    if (count == rows.length) {
      sources = Arrays.copyOf(sources, count * 2);
      rows = Arrays.copyOf(rows, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
    }
    sources[count] = source;
    rows[count] = row;
    starts[count++] = columns[source].start(row);
  }

  /**
   * Orders the rows by start, then by unsigned span id, and leaves out those equal in span id,
   * start and kind to one before.
   */
  void arrange() {
    sort();
    int kept = 0;
    for (int begin = 0; begin < count; ) {
      int end = begin + 1;
      while (end < count && starts[end] == starts[begin]) {
        end++;
      }
      if (end - begin > 1) {
        sortByIds(begin, end);
      }
      kept = end - begin > PAIRWISE_MAX ? keepMany(begin, end, kept) : keepFew(begin, end, kept);
      begin = end;
    }
    count = kept;
  }

  private void sort() {
    boolean isSorted = true;
    for (int i = 1; i < count && isSorted; i++) {
      isSorted = starts[i - 1] <= starts[i];
    }
    if (isSorted) {
      return;
    }
    if (count <= 64) {
      insertionSort();
      return;
    }
    int[] order = LongOrder.of(starts, count);
    int[] oldSources = Arrays.copyOf(sources, count);
    int[] oldRows = Arrays.copyOf(rows, count);
    long[] oldStarts = Arrays.copyOf(starts, count);
    for (int i = 0; i < count; i++) {
      sources[i] = oldSources[order[i]];
      rows[i] = oldRows[order[i]];
      starts[i] = oldStarts[order[i]];
    }
  }

  private void insertionSort() {
    for (int i = 1; i < count; i++) {
      int source = sources[i];
      int row = rows[i];
      long start = starts[i];
      int j = i;
      for (; j > 0 && starts[j - 1] > start; j--) {
        sources[j] = sources[j - 1];
        rows[j] = rows[j - 1];
        starts[j] = starts[j - 1];
      }
      sources[j] = source;
      rows[j] = row;
      starts[j] = start;
    }
  }

  private void sortByIds(int begin, int end) {
    int[][] tied = new int[end - begin][];
    for (int i = begin; i < end; i++) {
      tied[i - begin] = new int[] {sources[i], rows[i]};
    }
    Comparator<int[]> byId = (a, b) -> Long.compareUnsigned(id(a), id(b));
    Arrays.sort(tied, byId);
    for (int i = begin; i < end; i++) {
      sources[i] = tied[i - begin][0];
      rows[i] = tied[i - begin][1];
    }
  }

  private long id(int[] sourceAndRow) {
    return columns[sourceAndRow[0]].id(sourceAndRow[1]);
  }

  private int keepFew(int begin, int end, int target) {
    int kept = target;
    for (int i = begin; i < end; i++) {
      boolean isNew = true;
      for (int j = target; j < kept && isNew; j++) {
        isNew = !isSameSpan(i, j);
      }
      if (isNew) {
        move(i, kept++);
      }
    }
    return kept;
  }

  private int keepMany(int begin, int end, int target) {
    Set<SpanKey> seen = new HashSet<>();
    int kept = target;
    for (int i = begin; i < end; i++) {
      SpanColumns of = columns[sources[i]];
      if (seen.add(new SpanKey(of.id(rows[i]), of.kind(rows[i])))) {
        move(i, kept++);
      }
    }
    return kept;
  }

  private boolean isSameSpan(int i, int j) {
    SpanColumns a = columns[sources[i]];
    SpanColumns b = columns[sources[j]];
    return a.id(rows[i]) == b.id(rows[j]) && a.kind(rows[i]) == b.kind(rows[j]);
  }

  private void move(int from, int to) {
    sources[to] = sources[from];
    rows[to] = rows[from];
    starts[to] = starts[from];
  }
}
