// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Calls of one span that run one after the other. Calls of the same operation, and calls that come
 * in different orders, cannot need each other's answers. Of others this is not known, so half of
 * what they would save counts. A call that failed, one that a model answers, and one that nobody
 * waits for end a run: what follows the first two stands on their answer.
 */
final class SequentialCalls implements RuleCheck {

  /** Saving less of the caller's time than this is not worth changing it. */
  private static final double SAVED_SHARE_MIN = 0.05;

  private static final double OTHER_ORDER_MIN = 0.1;
  private static final double UNSURE = 0.5;

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();

  private record Key(int caller, List<Integer> calls) {}

  private static final class Tally {
    final EvidenceCollector evidence = new EvidenceCollector();
    final Map<List<Integer>, Integer> orders = new HashMap<>();
    double times;
    double calls;
    double waitNanos;
    double savedNanos;
  }

  @Override
  public void add(SpanFacts spans) {}

  @Override
  public void endRequest(SpanFacts spans) {
    TraceView view = spans.view();
    for (int row = spans.root(); row < spans.end(); row++) {
      if (view.childCount(row) >= 2 && spans.waitNanos(row) > 0) {
        addRuns(spans, row);
      }
    }
  }

  private void addRuns(SpanFacts spans, int caller) {
    TraceView view = spans.view();
    List<Integer> run = new ArrayList<>();
    for (int i = 0, count = view.childCount(caller); i < count; i++) {
      int child = view.child(caller, i);
      if (!isCall(view, caller, child)) {
        continue;
      }
      boolean follows = run.isEmpty() || view.startNanos(child) >= view.endNanos(run.getLast());
      if (!follows || endsRun(spans, child)) {
        addRun(spans, caller, run);
        run.clear();
      }
      if (!endsRun(spans, child)) {
        run.add(child);
      }
    }
    addRun(spans, caller, run);
  }

  private static boolean isCall(TraceView view, int caller, int child) {
    return view.kind(child) == SpanKind.CLIENT || view.service(caller) != view.service(child);
  }

  private static boolean endsRun(SpanFacts spans, int call) {
    TraceView view = spans.view();
    if (spans.waitNanos(call) == 0) {
      return true;
    }
    for (int row = call; row < view.subtreeEnd(call); row++) {
      if (view.isError(row) || (spans.isModelCall(row) && row != spans.root())) {
        return true;
      }
    }
    return false;
  }

  private void addRun(SpanFacts spans, int caller, List<Integer> run) {
    if (run.size() < 2) {
      return;
    }
    TraceView view = spans.view();
    long sum = 0;
    long longest = 0;
    List<Integer> order = new ArrayList<>();
    for (int call : run) {
      sum += spans.waitNanos(call);
      longest = Math.max(longest, spans.waitNanos(call));
      order.add(view.operation(call));
    }
    long saved = sum - longest;
    if (saved < SAVED_SHARE_MIN * spans.waitNanos(caller)) {
      return;
    }
    Key key = new Key(view.operation(caller), List.copyOf(new TreeSet<>(order)));
    Tally tally = tallies.computeIfAbsent(key, _ -> new Tally());
    tally.times += spans.weight();
    tally.calls += spans.weight() * run.size();
    tally.waitNanos += spans.weight() * sum;
    tally.savedNanos += spans.weight() * saved;
    tally.evidence.add(view.traceId(), saved);
    if (key.calls.size() > 1) {
      tally.orders.merge(order, 1, Integer::sum);
    }
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((key, tally) -> {
      if (tally.evidence.spans() < to.samplesMin()) {
        return;
      }
      boolean isSure = key.calls.size() == 1 || comesInOtherOrders(tally);
      Conclusions.Place place = to.operation(key.caller);
      List<String> calls = key.calls.stream().map(call -> label(to, call)).toList();
      String found =
          "%s in %s makes %s calls one after the other (%s): make them side by side%s"
              .formatted(
                  place.operation(),
                  Words.service(place.service()),
                  Words.number(tally.calls / tally.times),
                  Words.list(calls),
                  key.calls.size() == 1
                      ? ", or as one"
                      : isSure ? "" : ", where none needs the answer of another");
      to.add(
          Rule.PARALLELIZATION,
          place,
          found,
          to.latency(
              isSure ? tally.savedNanos : UNSURE * tally.savedNanos,
              "the time that requests waited for these calls less that for the longest"
                  + (isSure ? "" : "; half of it, for some may need the answers of others")),
          List.of(
              Measured.count("times", tally.times),
              Measured.count("calls each", tally.calls / tally.times),
              Measured.nanos("wait for all of them", tally.waitNanos / tally.times),
              Measured.nanos("without the longest", tally.savedNanos / tally.times)),
          tally.evidence.evidence());
    });
  }

  private static boolean comesInOtherOrders(Tally tally) {
    int all = tally.orders.values().stream().mapToInt(Integer::intValue).sum();
    int most = tally.orders.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return all - most >= OTHER_ORDER_MIN * all;
  }

  private static String label(Conclusions to, int operation) {
    return to.names().service(to.names().serviceOf(operation))
        + ": "
        + to.names().operation(operation);
  }
}
