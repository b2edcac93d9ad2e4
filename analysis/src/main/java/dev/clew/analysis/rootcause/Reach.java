// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;

/**
 * How far visits get: how many different operations of other services the visits call that an
 * operation's spans are part of. One that fails early calls fewer, whatever is done about it then.
 *
 * <p>Threads: one at a time.
 */
final class Reach {

  private long[] called = new long[64];
  private long[] spans = new long[64];

  void add(TraceView view, Visits visits) {
    int[] ofVisit = calledOf(view, visits);
    for (int row = 0; row < view.size(); row++) {
      int operation = view.operation(row);
      if (operation >= spans.length) {
        int capacity = Math.max(operation + 1, spans.length * 2);
        called = Arrays.copyOf(called, capacity);
        spans = Arrays.copyOf(spans, capacity);
      }
      called[operation] += ofVisit[visits.of(row)];
      spans[operation]++;
    }
  }

  /** How many different operations are called on average; 0 if there is no span. */
  double of(int operation) {
    return operation >= spans.length || spans[operation] == 0
        ? 0
        : (double) called[operation] / spans[operation];
  }

  private static int[] calledOf(TraceView view, Visits visits) {
    long[] calls = new long[visits.count()]; // caller's visit and operation called
    int count = 0;
    for (int visit = 0; visit < visits.count(); visit++) {
      int entry = visits.entry(visit);
      int parent = view.parent(entry);
      if (parent != TraceView.NONE) {
        calls[count++] = (long) visits.of(parent) << Integer.SIZE | view.operation(entry);
      }
    }
    Arrays.sort(calls, 0, count);
    int[] different = new int[visits.count()];
    for (int i = 0; i < count; i++) {
      if (i == 0 || calls[i] != calls[i - 1]) {
        different[(int) (calls[i] >> Integer.SIZE)]++;
      }
    }
    return different;
  }
}
