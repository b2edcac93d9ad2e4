// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanKind;

/**
 * When each span below a root made its parent wait: as it was sent, moved where another host's
 * clock was wrong, and cut to its parent. What lies outside its parent altogether, and what a
 * producer hands to a consumer, makes nobody wait; neither does anything below that.
 *
 * <p>Clock skew: a child on a host whose clock is not its parent's (both known and different, or a
 * server called by a client of another service when one is not known) keeps its time if it fits
 * into the parent. If it does not, it is centred in the parent; one that is longer than its parent
 * begins with it. What hangs on the child by the same clock moves along. This is the rule of
 * Jaeger's backend.
 *
 * <p>Reused from trace to trace.
 */
final class SpanTimes {

  private long[] start = new long[64];
  private long[] end = new long[64];
  private long[] shift = new long[64];
  private boolean[] waitedFor = new boolean[64];

  /** Computes the times of all spans from {@code root} to the end of its subtree. */
  void load(TraceView view, int root, boolean adjustSkew) {
    reserve(view.size());
    start[root] = view.startNanos(root);
    end[root] = view.endNanos(root);
    shift[root] = 0;
    waitedFor[root] = true;
    for (int row = root + 1; row < view.subtreeEnd(root); row++) {
      int parent = view.parent(row);
      waitedFor[row] = waitedFor[parent] && !isHandedOver(view, parent, row);
      if (waitedFor[row]) {
        place(view, parent, row, adjustSkew);
      }
    }
  }

  long start(int row) {
    return start[row];
  }

  long end(int row) {
    return end[row];
  }

  long duration(int row) {
    return end[row] - start[row];
  }

  boolean isWaitedFor(int row) {
    return waitedFor[row];
  }

  private void place(TraceView view, int parent, int row, boolean adjustSkew) {
    long moved = adjustSkew ? shift(view, parent, row) : 0;
    long from = view.startNanos(row) + moved;
    long to = view.endNanos(row) + moved;
    if (from > end[parent] || to < start[parent]) {
      waitedFor[row] = false;
      return;
    }
    shift[row] = moved;
    start[row] = Math.max(from, start[parent]);
    end[row] = Math.min(to, end[parent]);
  }

  private long shift(TraceView view, int parent, int row) {
    if (!isOtherClock(view, parent, row)) {
      return shift[parent];
    }
    long parentStart = view.startNanos(parent) + shift[parent];
    long parentEnd = view.endNanos(parent) + shift[parent];
    long childStart = view.startNanos(row);
    long childEnd = view.endNanos(row);
    long spare = (parentEnd - parentStart) - (childEnd - childStart);
    if (spare < 0) {
      return childStart < parentStart ? parentStart - childStart : 0;
    }
    if (childStart >= parentStart && childEnd <= parentEnd) {
      return 0;
    }
    return parentStart + spare / 2 - childStart;
  }

  private static boolean isOtherClock(TraceView view, int parent, int row) {
    int ofParent = view.host(parent);
    int ofChild = view.host(row);
    if (ofParent != TraceNames.UNKNOWN_HOST && ofChild != TraceNames.UNKNOWN_HOST) {
      return ofParent != ofChild;
    }
    return view.kind(parent) == SpanKind.CLIENT
        && view.kind(row) == SpanKind.SERVER
        && view.service(parent) != view.service(row);
  }

  private static boolean isHandedOver(TraceView view, int parent, int row) {
    return view.kind(parent) == SpanKind.PRODUCER && view.kind(row) == SpanKind.CONSUMER;
  }

  private void reserve(int rows) {
    if (start.length < rows) {
      int capacity = Math.max(rows, start.length * 2);
      start = new long[capacity];
      end = new long[capacity];
      shift = new long[capacity];
      waitedFor = new boolean[capacity];
    }
  }
}
