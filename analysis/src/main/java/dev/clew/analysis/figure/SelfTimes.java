// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.figure;

import dev.clew.analysis.trace.TraceView;

/** The time that spans did not spend in their children. */
public final class SelfTimes {

  private SelfTimes() {}

  /**
   * How long a span ran while none of its children did, in nanoseconds. What of a child lies
   * outside its parent does not count. Cost: linear in the children.
   */
  public static long nanos(TraceView view, int row) {
    long covered = 0;
    long end = view.endNanos(row);
    long at = view.startNanos(row);
    for (int i = 0, count = view.childCount(row); i < count; i++) {
      int child = view.child(row, i);
      long from = Math.max(at, view.startNanos(child));
      long to = Math.min(end, view.endNanos(child));
      if (to > from) {
        covered += to - from;
        at = to;
      }
    }
    return view.durationNanos(row) - covered;
  }
}
