// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.error;

import dev.clew.analysis.error.Errors.Hidden;
import dev.clew.analysis.error.Errors.Kind;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What callers did about calls that failed, so that they did not fail themselves. */
final class HiddenErrors {

  private static final int NOTHING = -1;

  private final TraceNames names;
  private final Map<Key, Tally> tallies = new HashMap<>();

  private record Key(Kind kind, int caller, int failed, int instead) {}

  private static final class Tally {
    final EvidenceCollector evidence = new EvidenceCollector();
    double count;
    double attempts;
    double nanos;
  }

  HiddenErrors(TraceNames names) {
    this.names = names;
  }

  /** Looks at a span that is not in error although a child is. */
  void add(Request request, int caller) {
    TraceView view = request.view();
    Map<Integer, long[]> failed = new HashMap<>(); // by operation: calls, time, last end
    for (int i = 0, count = view.childCount(caller); i < count; i++) {
      int child = view.child(caller, i);
      if (view.isError(child)) {
        long[] calls = failed.computeIfAbsent(view.operation(child), _ -> new long[3]);
        calls[0]++;
        calls[1] += view.durationNanos(child);
        calls[2] = Math.max(calls[2], view.startNanos(child) - view.startNanos(caller));
      }
    }
    failed.forEach((operation, calls) -> {
      Key key = key(view, caller, operation, calls[2] + view.startNanos(caller));
      Tally tally = tallies.computeIfAbsent(key, _ -> new Tally());
      tally.count += request.weight();
      tally.attempts += request.weight() * calls[0];
      tally.nanos += request.weight() * calls[1];
      tally.evidence.add(view.traceId(), calls[1]);
    });
  }

  List<Hidden> list() {
    List<Hidden> list = new ArrayList<>();
    tallies.forEach((key, tally) ->
        list.add(
            new Hidden(
                key.kind,
                names.service(names.serviceOf(key.caller)),
                names.operation(key.caller),
                label(key.failed),
                key.instead == NOTHING ? "" : label(key.instead),
                tally.count,
                tally.attempts / tally.count,
                tally.nanos / tally.count,
                tally.evidence.evidence())));
    list.sort(
        Comparator.comparingDouble(Hidden::count)
            .reversed()
            .thenComparing(Hidden::service)
            .thenComparing(Hidden::operation)
            .thenComparing(Hidden::failedCall)
            .thenComparing(Hidden::instead));
    return list;
  }

  /** What came after the last failure: the same again before anything else that worked. */
  private Key key(TraceView view, int caller, int failed, long lastStartNanos) {
    int instead = NOTHING;
    for (int i = 0, count = view.childCount(caller); i < count; i++) {
      int child = view.child(caller, i);
      if (view.isError(child) || view.startNanos(child) < lastStartNanos) {
        continue;
      }
      if (view.operation(child) == failed) {
        return new Key(Kind.RETRY, view.operation(caller), failed, failed);
      }
      instead = instead == NOTHING ? view.operation(child) : instead;
    }
    Kind kind = instead == NOTHING ? Kind.IGNORED : Kind.FALLBACK;
    return new Key(kind, view.operation(caller), failed, instead);
  }

  private String label(int operation) {
    return names.service(names.serviceOf(operation)) + ": " + names.operation(operation);
  }
}
