// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that are repeated after a failure, and mostly fail again. */
final class RetryStorms implements RuleCheck {

  private static final double FAILED_AGAIN_MIN = 0.5;

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private final Map<Integer, Integer> lastOf = new HashMap<>(); // of a parent: by operation
  private double[] callsOf = new double[64]; // by operation

  private record Key(int caller, int call) {}

  private static final class Tally {
    final EvidenceCollector evidence = new EvidenceCollector();
    double retries;
    double failedAgain;
    double firstFailures;
    double wastedNanos;
  }

  @Override
  public void add(SpanFacts spans) {
    int operation = spans.operation();
    if (operation >= callsOf.length) {
      callsOf = Arrays.copyOf(callsOf, Math.max(operation + 1, 2 * callsOf.length));
    }
    callsOf[operation] += spans.weight();
    TraceView view = spans.view();
    if (view.childCount(spans.row()) >= 2 && hasFailedChild(view, spans.row())) {
      addAttempts(spans, spans.row());
    }
  }

  private static boolean hasFailedChild(TraceView view, int row) {
    for (int i = 0, count = view.childCount(row); i < count; i++) {
      if (view.isError(view.child(row, i))) {
        return true;
      }
    }
    return false;
  }

  private void addAttempts(SpanFacts spans, int caller) {
    TraceView view = spans.view();
    lastOf.clear();
    for (int i = 0, count = view.childCount(caller); i < count; i++) {
      int call = view.child(caller, i);
      Integer before = lastOf.put(view.operation(call), call);
      boolean isRetry =
          before != null && view.isError(before) && view.endNanos(before) <= view.startNanos(call);
      if (isRetry) {
        addRetry(spans, caller, before, call);
      } else if (view.isError(call)) {
        tally(view, caller, call).firstFailures += spans.weight();
      }
    }
  }

  private void addRetry(SpanFacts spans, int caller, int before, int call) {
    TraceView view = spans.view();
    Tally tally = tally(view, caller, call);
    tally.retries += spans.weight();
    long wasted = 0;
    if (view.isError(call)) {
      tally.failedAgain += spans.weight();
      wasted = spans.waitNanos(call);
      if (wasted > 0) {
        wasted += view.startNanos(call) - view.endNanos(before); // the pause before it
      }
    }
    tally.wastedNanos += spans.weight() * wasted;
    tally.evidence.add(view.traceId(), wasted);
  }

  private Tally tally(TraceView view, int caller, int call) {
    return tallies.computeIfAbsent(
        new Key(view.operation(caller), view.operation(call)), _ -> new Tally());
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((key, tally) -> {
      double again = tally.retries == 0 ? 0 : tally.failedAgain / tally.retries;
      if (tally.evidence.spans() < to.samplesMin() || again < FAILED_AGAIN_MIN) {
        return;
      }
      Conclusions.Place place = to.operation(key.caller);
      String call = to.names().operation(key.call);
      double more = tally.retries / (callsOf[key.call] - tally.retries);
      to.add(
          Rule.RETRY_STORM,
          place,
          "%s in %s repeats a failed %s %s times, and %s of that fails again: stop trying while it is down"
                  .formatted(
                      place.operation(),
                      Words.service(place.service()),
                      call,
                      Words.number(tally.retries / Math.max(1, tally.firstFailures)),
                      Words.percent(again))
              + " (circuit breaker), and wait longer between attempts (backoff with jitter)",
          to.latency(
              tally.wastedNanos,
              "the time that requests waited for repeated calls that failed again, pauses before them included"),
          List.of(
              Measured.count("first failures", tally.firstFailures),
              Measured.count("repeated calls", tally.retries),
              Measured.share("which failed again", again),
              Measured.share("additional load", more),
              Measured.nanos("wasted for each", tally.wastedNanos / tally.retries)),
          tally.evidence.evidence());
    });
  }
}
