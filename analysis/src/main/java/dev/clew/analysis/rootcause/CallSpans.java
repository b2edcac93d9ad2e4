// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanKind;
import java.util.Arrays;
import java.util.List;

/**
 * Which spans wait for another service. A span of kind client or producer does, and so does, as not
 * every sender says kinds, a span of an operation that in most of its spans has a child in another
 * service. When such a span lacks that child, its time is not the service's own.
 */
final class CallSpans {

  private int[] total = new int[64];
  private int[] calling = new int[64];
  private int[] called = new int[64]; // by operation: the service that most of its calls lead to
  private int[] votes = new int[64];

  CallSpans(List<TraceView> baseline, List<TraceView> incident) {
    baseline.forEach(this::count);
    incident.forEach(this::count);
  }

  private void count(TraceView view) {
    for (int row = 0; row < view.size(); row++) {
      int operation = view.operation(row);
      if (operation >= total.length) {
        int capacity = Math.max(operation + 1, total.length * 2);
        total = Arrays.copyOf(total, capacity);
        calling = Arrays.copyOf(calling, capacity);
        called = Arrays.copyOf(called, capacity);
        votes = Arrays.copyOf(votes, capacity);
      }
      total[operation]++;
      for (int i = 0; i < view.childCount(row); i++) {
        if (view.service(view.child(row, i)) != view.service(row)) {
          calling[operation]++;
          vote(operation, view.service(view.child(row, i)));
          break;
        }
      }
    }
  }

  /** Boyer and Moore's majority vote (1981). */
  private void vote(int operation, int service) {
    if (votes[operation] == 0) {
      called[operation] = service;
    }
    votes[operation] += called[operation] == service ? 1 : -1;
  }

  /**
   * Where spans of an operation lead: to the service that most of them call, or else to their own.
   *
   * @param own the service that they belong to
   */
  int leadsTo(int operation, int own) {
    return operation < votes.length && votes[operation] > 0 ? called[operation] : own;
  }

  /** Whether a span without children waited for an answer that left no trace. */
  boolean isUnanswered(TraceView view, int row) {
    int operation = view.operation(row);
    return view.childCount(row) == 0 && 2 * calling[operation] > total[operation];
  }

  /** Whether all the time of a span that its children do not cover was spent on the way to them. */
  static boolean isOnlyCall(TraceView view, int row) {
    SpanKind kind = view.kind(row);
    return kind == SpanKind.CLIENT || kind == SpanKind.PRODUCER || view.childCount(row) == 1;
  }
}
