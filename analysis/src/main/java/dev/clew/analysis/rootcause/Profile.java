// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the visits of one set of traces do: how long they and the calls between them take, what
 * follows what in them, and which errors begin in them. Threads: one at a time.
 */
final class Profile {

  private static final List<String> ERROR_KEYS = List.of("error.type", EventNames.EXCEPTION_TYPE);

  /** What has to be read of spans. */
  static final Projection READS = Projection.of().withAttributes(AttributeScope.SPAN, ERROR_KEYS);

  /** What stands before the first and after the last of a sequence. */
  static final int EDGE = -1;

  private final CallSpans callSpans;
  private final EventNames events;
  private final boolean useEvents;
  private final SpanAttribute errorType = SpanAttribute.ofSpan(ERROR_KEYS.toArray(String[]::new));

  private final Map<LatencyKey, LatencySamples> latencies = new HashMap<>();
  private final Map<Transition, TransitionCounts> transitions = new HashMap<>();
  private final Map<Integer, TransitionCounts> errors = new HashMap<>();
  private final Map<Integer, Integer> visitCounts = new HashMap<>();
  private final Reach reach = new Reach();

  /**
   * Where something can follow: in the children of an operation's spans, or in the events of a
   * service's visits.
   *
   * @param inEvents whether {@code place} is a service and {@code last} an event
   * @param place an operation, or a service
   * @param last what came last, or {@link #EDGE}: an operation, or an event's name
   */
  record Transition(boolean inEvents, int place, int last) {}

  private record Happening(long timeNanos, int event) {}

  private record Interval(long startNanos, long endNanos) {}

  Profile(CallSpans callSpans, EventNames events, boolean useEvents) {
    this.callSpans = callSpans;
    this.events = events;
    this.useEvents = useEvents;
  }

  Map<LatencyKey, LatencySamples> latencies() {
    return latencies;
  }

  Map<Transition, TransitionCounts> transitions() {
    return transitions;
  }

  /** How often errors began in visits of each service, by the name of their type. */
  Map<Integer, TransitionCounts> errors() {
    return errors;
  }

  int visitCount(int service) {
    return visitCounts.getOrDefault(service, 0);
  }

  /** How many different operations of others are called in visits that an operation is part of. */
  double reach(int operation) {
    return reach.of(operation);
  }

  void add(TraceView view) {
    Visits visits = new Visits(view);
    reach.add(view, visits);
    List<List<Interval>> calls = new ArrayList<>();
    for (int visit = 0; visit < visits.count(); visit++) {
      calls.add(new ArrayList<>());
      visitCounts.merge(view.service(visits.entry(visit)), 1, Integer::sum);
    }
    for (int row = 0; row < view.size(); row++) {
      addChildren(view, row);
      addCalls(view, row, calls.get(visits.of(row)));
    }
    for (int visit = 0; visit < visits.count(); visit++) {
      int entry = visits.entry(visit);
      long ownNanos = view.durationNanos(entry) - covered(view, entry, calls.get(visit));
      time(new LatencyKey(LatencyKey.SELF, view.service(entry), view.operation(entry)))
          .add(ownNanos, view.traceId(), view.durationNanos(0));
    }
    addErrors(view, visits);
    if (useEvents) {
      addEvents(view, visits);
    }
  }

  private void addChildren(TraceView view, int row) {
    int last = EDGE;
    for (int i = 0; i < view.childCount(row); i++) {
      int next = view.operation(view.child(row, i));
      follow(new Transition(false, view.operation(row), last), next, view.traceId());
      last = next;
    }
    follow(new Transition(false, view.operation(row), last), EDGE, view.traceId());
  }

  /** Notes when this span waited for other services, and how long the way to them took. */
  private void addCalls(TraceView view, int row, List<Interval> calls) {
    if (callSpans.isUnanswered(view, row)) {
      calls.add(new Interval(view.startNanos(row), view.endNanos(row)));
      return;
    }
    boolean onlyCall = CallSpans.isOnlyCall(view, row);
    for (int i = 0; i < view.childCount(row); i++) {
      int child = view.child(row, i);
      if (view.service(child) == view.service(row)) {
        continue;
      }
      if (!onlyCall) {
        calls.add(new Interval(view.startNanos(child), view.endNanos(child)));
        continue;
      }
      calls.add(new Interval(view.startNanos(row), view.endNanos(row)));
      if (i == 0 && view.startNanos(child) < view.endNanos(row)) {
        long gapNanos = view.durationNanos(row) - coveredByChildren(view, row);
        time(new LatencyKey(view.service(row), view.service(child), view.operation(child)))
            .add(gapNanos, view.traceId(), view.durationNanos(0));
      }
    }
  }

  private void addErrors(TraceView view, Visits visits) {
    Set<Integer> seen = new HashSet<>();
    for (int row = 0; row < view.size(); row++) {
      if (view.isError(row) && !hasFailedChild(view, row) && seen.add(visits.of(row))) {
        errors
            .computeIfAbsent(view.service(row), _ -> new TransitionCounts())
            .add(events.code(errorName(view, row)), view.traceId());
      }
    }
  }

  private static boolean hasFailedChild(TraceView view, int row) {
    for (int i = 0; i < view.childCount(row); i++) {
      if (view.isError(view.child(row, i))) {
        return true;
      }
    }
    return false;
  }

  /** The type of the error that a span reports: of its exception event, else of its attributes. */
  private String errorName(TraceView view, int row) {
    SpanBatch batch = view.batch(row);
    int batchRow = view.batchRow(row);
    for (int event = batch.eventBegin(batchRow); event < batch.eventEnd(batchRow); event++) {
      String type = EventNames.text(batch, event, EventNames.EXCEPTION_TYPE);
      if (!type.isEmpty()) {
        return type;
      }
    }
    String type = errorType.text(view, row);
    return type == null ? view.operationName(row) : type;
  }

  private void addEvents(TraceView view, Visits visits) {
    Map<Integer, List<Happening>> byVisit = new HashMap<>();
    for (int row = 0; row < view.size(); row++) {
      SpanBatch batch = view.batch(row);
      int batchRow = view.batchRow(row);
      for (int event = batch.eventBegin(batchRow); event < batch.eventEnd(batchRow); event++) {
        byVisit
            .computeIfAbsent(visits.of(row), _ -> new ArrayList<>())
            .add(new Happening(batch.eventTimeNanos(event), events.code(batch, event)));
      }
    }
    byVisit.forEach((visit, happenings) -> {
      happenings.sort(Comparator.comparingLong(Happening::timeNanos));
      int service = view.service(visits.entry(visit));
      int last = EDGE;
      for (Happening happening : happenings) {
        follow(new Transition(true, service, last), happening.event(), view.traceId());
        last = happening.event();
      }
      follow(new Transition(true, service, last), EDGE, view.traceId());
    });
  }

  private LatencySamples time(LatencyKey key) {
    return latencies.computeIfAbsent(key, _ -> new LatencySamples());
  }

  private void follow(Transition transition, int next, TraceId trace) {
    transitions.computeIfAbsent(transition, _ -> new TransitionCounts()).add(next, trace);
  }

  private static long coveredByChildren(TraceView view, int row) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < view.childCount(row); i++) {
      int child = view.child(row, i);
      intervals.add(new Interval(view.startNanos(child), view.endNanos(child)));
    }
    return covered(view, row, intervals);
  }

  /** How much of a span's time these intervals cover together. */
  private static long covered(TraceView view, int row, List<Interval> intervals) {
    intervals.sort(Comparator.comparingLong(Interval::startNanos));
    long coveredNanos = 0;
    long from = view.startNanos(row);
    for (Interval interval : intervals) {
      long start = Math.max(from, interval.startNanos());
      long end = Math.min(view.endNanos(row), interval.endNanos());
      if (end > start) {
        coveredNanos += end - start;
        from = end;
      }
    }
    return coveredNanos;
  }
}
