// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The spans of one service, as rows to search in. Threads: one at a time. */
final class Rows {

  private final List<TraceView> views;
  private int[] trace = new int[256];
  private int[] span = new int[256];
  private double[] excess = new double[256];
  private int size;
  private final BitSet bad = new BitSet();
  private final BitSet selected = new BitSet();

  Rows(List<TraceView> views) {
    this.views = views;
  }

  /**
   * Adds a span.
   *
   * @param traceIndex the trace's place in the list of views
   * @param spanRow the span's row in it
   * @param by how much worse than usual it is, 0 or less if it is not bad
   */
  void add(int traceIndex, int spanRow, boolean isSelected, double by) {
    if (size == trace.length) {
      trace = Arrays.copyOf(trace, size * 2);
      span = Arrays.copyOf(span, size * 2);
      excess = Arrays.copyOf(excess, size * 2);
    }
    trace[size] = traceIndex;
    span[size] = spanRow;
    excess[size] = by;
    bad.set(size, by > 0);
    selected.set(size, isSelected);
    size++;
  }

  int size() {
    return size;
  }

  TraceView view(int row) {
    return views.get(trace[row]);
  }

  int trace(int row) {
    return trace[row];
  }

  int span(int row) {
    return span[row];
  }

  double excess(int row) {
    return excess[row];
  }

  /** The rows that are bad. Not to be changed. */
  BitSet bad() {
    return bad;
  }

  /** The rows of selected traces. Not to be changed. */
  BitSet selected() {
    return selected;
  }

  /** The bad rows of selected traces: a new set. */
  BitSet positives() {
    BitSet both = (BitSet) bad.clone();
    both.and(selected);
    return both;
  }

  /** The rows to search among: a new set. */
  BitSet searched(Reference reference) {
    BitSet searched = (BitSet) selected.clone();
    if (reference == Reference.REST) {
      searched.set(0, size);
    }
    return searched;
  }

  /** By how much these rows are worse, together. */
  double excessOf(BitSet rows) {
    double sum = 0;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      sum += Math.max(0, excess[row]);
    }
    return sum;
  }

  /** In how many traces these rows are; rows of a trace stand together. */
  int tracesOf(BitSet rows) {
    int count = 0;
    int last = -1;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      if (trace[row] != last) {
        last = trace[row];
        count++;
      }
    }
    return count;
  }
}
