// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.dependency;

import dev.clew.analysis.dependency.Dependencies.Pattern;
import dev.clew.analysis.dependency.Dependencies.PatternKind;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds habits that cost time: many equal calls in a row, different calls in a row, and pairs of
 * services that talk too much. Calls in a row are children of one span that do not overlap; of
 * these, only calls count that leave the process (kind CLIENT or PRODUCER, or another service).
 */
final class CallPatterns {

  private static final int EQUAL_CALLS_MIN = 5;
  private static final int SEQUENTIAL_CALLS_MIN = 2;
  private static final int CHATTY_CALLS_MIN = 10;
  private static final int PATTERNS_MAX = 30;

  /** Saving less of the caller's time than this is not worth a line. */
  private static final double SAVED_SHARE_MIN = 0.05;

  private final TraceNames names;
  private final Map<Key, Tally> tallies = new HashMap<>();

  private record Key(PatternKind kind, int caller, List<Integer> calls) {}

  private static final class Tally {
    final EvidenceCollector evidence = new EvidenceCollector();
    double count;
    double calls;
    double savedNanos;
  }

  CallPatterns(TraceNames names) {
    this.names = names;
  }

  void add(Request request) {
    TraceView view = request.view();
    Map<Long, Integer> pairs = new HashMap<>();
    for (int row = request.root(); row < request.end(); row++) {
      if (view.childCount(row) >= SEQUENTIAL_CALLS_MIN) {
        addRun(request, row);
      }
      int parent = row == request.root() ? row : view.parent(row);
      if (view.service(parent) != view.service(row)) {
        pairs.merge((long) view.service(parent) << 32 | view.service(row), 1, Integer::sum);
      }
    }
    pairs.forEach((pair, calls) -> {
      if (calls >= CHATTY_CALLS_MIN) {
        int caller = (int) (pair >>> 32);
        add(
            request,
            new Key(PatternKind.CHATTY_PAIR, caller, List.of((int) (long) pair)),
            calls,
            0);
      }
    });
  }

  List<Pattern> list() {
    List<Pattern> list = new ArrayList<>();
    tallies.forEach((key, tally) -> {
      boolean chatty = key.kind == PatternKind.CHATTY_PAIR;
      list.add(
          new Pattern(
              key.kind,
              names.service(chatty ? key.caller : names.serviceOf(key.caller)),
              chatty ? "" : names.operation(key.caller),
              key.calls.stream().map(call -> chatty ? names.service(call) : label(call)).toList(),
              tally.count,
              tally.calls / tally.count,
              tally.savedNanos / tally.count,
              tally.evidence.evidence()));
    });
    list.sort(
        Comparator.<Pattern>comparingDouble(p -> p.savedNanos() * p.occurrences())
            .thenComparingDouble(Pattern::occurrences)
            .reversed()
            .thenComparing(Pattern::service)
            .thenComparing(Pattern::operation)
            .thenComparing(pattern -> String.join("\n", pattern.calls())));
    return list.size() > PATTERNS_MAX ? list.subList(0, PATTERNS_MAX) : list;
  }

  /** Looks for the longest run of calls one after the other among the children of a span. */
  private void addRun(Request request, int row) {
    TraceView view = request.view();
    List<Integer> run = new ArrayList<>();
    for (int i = 0, count = view.childCount(row); i < count; i++) {
      int child = view.child(row, i);
      if (!isCall(view, row, child)) {
        continue;
      }
      if (!run.isEmpty() && view.startNanos(child) < view.endNanos(run.getLast())) {
        addCalls(request, row, run);
        run.clear();
      }
      run.add(child);
    }
    addCalls(request, row, run);
  }

  private void addCalls(Request request, int row, List<Integer> run) {
    if (run.size() < SEQUENTIAL_CALLS_MIN) {
      return;
    }
    TraceView view = request.view();
    long sum = 0;
    long longest = 0;
    boolean failed = false;
    Map<Integer, Integer> byOperation = new HashMap<>();
    for (int call : run) {
      sum += view.durationNanos(call);
      longest = Math.max(longest, view.durationNanos(call));
      failed |= view.isError(call);
      byOperation.merge(view.operation(call), 1, Integer::sum);
    }
    long saved = sum - longest;
    if (failed || saved < SAVED_SHARE_MIN * view.durationNanos(row)) {
      return; // what follows a failure had to wait for it
    }
    int most = byOperation.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    boolean equal = most >= EQUAL_CALLS_MIN;
    List<Integer> calls = new ArrayList<>();
    for (int operation : new TreeSet<>(byOperation.keySet())) {
      if (!equal || byOperation.getOrDefault(operation, 0) == most) {
        calls.add(operation);
      }
    }
    if (equal || calls.size() >= SEQUENTIAL_CALLS_MIN) {
      PatternKind kind = equal ? PatternKind.N_PLUS_ONE : PatternKind.SEQUENTIAL_CALLS;
      add(request, new Key(kind, view.operation(row), calls), equal ? most : run.size(), saved);
    }
  }

  private static boolean isCall(TraceView view, int parent, int child) {
    return view.kind(child) == SpanKind.CLIENT
        || view.kind(child) == SpanKind.PRODUCER
        || view.service(parent) != view.service(child);
  }

  private void add(Request request, Key key, int calls, long savedNanos) {
    Tally tally = tallies.computeIfAbsent(key, _ -> new Tally());
    tally.count += request.weight();
    tally.calls += request.weight() * calls;
    tally.savedNanos += request.weight() * savedNanos;
    tally.evidence.add(request.view().traceId(), savedNanos + calls);
  }

  private String label(int operation) {
    return names.service(names.serviceOf(operation)) + ": " + names.operation(operation);
  }
}
