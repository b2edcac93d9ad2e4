// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.rootcause.Evidence.Kind;
import dev.clew.analysis.rootcause.TransitionShift.Change;
import dev.clew.analysis.statistics.Proportions;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the services that take part in an incident by how likely it began there, with the reasons.
 *
 * <p>No training and no thresholds of one's own: each reason is measured against the baseline and
 * counts as much as it surely differs (see {@link Evidence#strength}). Reasons of a service add up
 * as independent ones do; of events, of calls and of errors only the strongest counts, since they
 * come in chains. A changed order of child spans counts half: it is more often a symptom; if what
 * follows was known before, or more is done than before, an eighth. Services that nobody would have
 * felt stand in order of how unlikely the oddest of their times is, in either direction, then by
 * name.
 *
 * <p>Threads: none of its own; use from one at a time. Cost: O(n log n) in spans, about 2 µs a
 * span.
 */
public final class RootCauses {

  /** What has to be read of spans beyond what every view has. */
  public static final Projection READS = EventNames.READS.and(Profile.READS);

  private static final double CALL_CHANGE_WEIGHT = 0.5;
  private static final double SYMPTOM_WEIGHT = 0.25;

  /** Less than this share of requests, or of their time, is nothing that anyone would have felt. */
  private static final double FELT_MIN = 0.01;

  private static final int EVIDENCE_MAX = 8;

  private final TraceNames names;
  private final CallSpans callSpans;
  private final EventNames events = new EventNames();
  private final Map<Integer, Case> cases = new HashMap<>();

  /** What is gathered about one service. */
  private static final class Case {
    private final List<Evidence> evidence = new ArrayList<>();
    private double pValueMin = 1;
    private int comparedCount;

    /** How likely chance alone moves one of its times as far as the one that moved farthest. */
    double chance() {
      return pValueMin >= 1 ? 1 : -Math.expm1(comparedCount * Math.log1p(-pValueMin)); // Šidák
    }
  }

  private RootCauses(TraceNames names, CallSpans callSpans) {
    this.names = names;
    this.callSpans = callSpans;
  }

  /**
   * The services of the incident, the likeliest origin first.
   *
   * @param baseline traces of when all was well
   * @param incident traces of when it was not; their {@link TraceView#names} must be the baseline's
   * @param useEvents whether span events count; they are the only sign of some errors, but a system
   *     with chatty events may be better judged without
   */
  public static List<Suspect> rank(
      List<TraceView> baseline, List<TraceView> incident, boolean useEvents) {
    if (incident.isEmpty()) {
      return List.of();
    }
    CallSpans callSpans = new CallSpans(baseline, incident);
    RootCauses causes = new RootCauses(incident.getFirst().names(), callSpans);
    Profile before = new Profile(callSpans, causes.events, useEvents);
    baseline.forEach(before::add);
    Profile now = new Profile(callSpans, causes.events, useEvents);
    incident.forEach(now::add);
    causes.takePart(baseline);
    causes.takePart(incident);
    causes.weighLatency(before, now);
    causes.weighTransitions(before, now);
    causes.weighErrors(before, now);
    return causes.suspects();
  }

  private void takePart(List<TraceView> views) {
    TreeSet<Integer> services = new TreeSet<>();
    for (TraceView view : views) {
      for (int row = 0; row < view.size(); row++) {
        services.add(view.service(row));
      }
    }
    services.forEach(this::caseOf);
  }

  private void weighLatency(Profile before, Profile now) {
    List<LatencyShift> shifts = new LatencyShifts().compare(before.latencies(), now.latencies());
    Blame blame = new Blame();
    shifts.forEach(each -> blame.add(each.key().caller(), each.key().service(), each.deltaNanos()));
    for (LatencyShift shift : shifts) {
      int service = shift.key().service();
      Case own = caseOf(service);
      own.pValueMin = Math.min(own.pValueMin, shift.pValue());
      own.comparedCount++;
      if (shift.share() <= 0) {
        continue;
      }
      if (shift.key().isSelf()) {
        add(service, latency(Kind.SELF_TIME, shift, 1));
      } else {
        int caller = shift.key().caller();
        double part = blame.ofCallee(caller, service, shift.deltaNanos());
        add(service, latency(Kind.CALL_GAP, shift, part));
        add(caller, latency(Kind.CALL_GAP, shift, 1 - part));
      }
    }
  }

  private void weighTransitions(Profile before, Profile now) {
    TransitionShifts shifts = new TransitionShifts(events, before, now);
    for (TransitionShift shift : shifts.compare(true)) {
      add(shift.place().place(), eventChange(shift));
    }
    List<TransitionShift> calls = shifts.compare(false);
    Blame blame = blameForStops(before, now, calls);
    for (TransitionShift shift : calls) {
      int service = names.serviceOf(shift.place().place());
      int callee = calleeBefore(shift.place());
      if (shift.change() == Change.STOPS && callee != service) {
        double part = blame.ofCallee(service, callee, shift.strength());
        add(callee, callChange(shift, part));
        add(service, callChange(shift, 1 - part));
      } else {
        add(service, callChange(shift, 1));
      }
    }
  }

  /** Where after calls nothing more is done: all that follows a call, in both sets of traces. */
  private Blame blameForStops(Profile before, Profile now, List<TransitionShift> calls) {
    Blame blame = new Blame();
    for (Profile.Transition place : now.transitions().keySet()) {
      if (!place.inEvents() && before.transitions().containsKey(place)) {
        addStop(blame, place, 0);
      }
    }
    for (TransitionShift shift : calls) {
      if (shift.change() == Change.STOPS) {
        addStop(blame, shift.place(), shift.strength());
      }
    }
    return blame;
  }

  private void addStop(Blame blame, Profile.Transition place, double strength) {
    int service = names.serviceOf(place.place());
    int callee = calleeBefore(place);
    if (callee != service) {
      blame.add(service, callee, strength);
    }
  }

  /** The service that the last call led to, or the place's own if it led to none. */
  private int calleeBefore(Profile.Transition place) {
    int own = names.serviceOf(place.place());
    return place.last() == Profile.EDGE
        ? own
        : callSpans.leadsTo(place.last(), names.serviceOf(place.last()));
  }

  private void weighErrors(Profile before, Profile now) {
    now.errors()
        .forEach((service, errors) -> {
          int visits = now.visitCount(service);
          int visitsBefore = before.visitCount(service);
          TransitionCounts errorsBefore =
              before.errors().getOrDefault(service, new TransitionCounts());
          for (int type : errors.followers()) {
            int count = errors.count(type);
            int countBefore = errorsBefore.count(type);
            double strength = Proportions.certainGain(count, visits, countBefore, visitsBefore);
            if (strength > 0) {
              String text =
                  String.format(
                      Locale.ROOT,
                      "%s begins here in %s of %d visits (before: %s of %d)",
                      events.name(type),
                      percent(count, visits),
                      visits,
                      percent(countBefore, visitsBefore),
                      visitsBefore);
              add(
                  service,
                  share(
                      Kind.ERROR_ORIGIN,
                      strength,
                      text,
                      new Counts(count, visits, countBefore, visitsBefore),
                      errors.example(type)));
            }
          }
        });
  }

  private List<Suspect> suspects() {
    List<Map.Entry<Integer, Suspect>> ranked = new ArrayList<>();
    cases.forEach((service, each) -> ranked.add(Map.entry(service, suspect(service, each))));
    ranked.sort(
        Comparator.comparingDouble(
                (Map.Entry<Integer, Suspect> entry) -> -felt(entry.getValue().score()))
            .thenComparingDouble(entry -> caseOf(entry.getKey()).chance())
            .thenComparing(entry -> entry.getValue().service()));
    return ranked.stream().map(Map.Entry::getValue).toList();
  }

  private static double felt(double score) {
    return score < FELT_MIN ? 0 : score;
  }

  private Suspect suspect(int service, Case of) {
    double innocence = 1;
    Map<Kind, Double> strongest = new HashMap<>();
    for (Evidence evidence : of.evidence) {
      switch (evidence.kind()) {
        case SELF_TIME, CALL_GAP -> innocence *= 1 - evidence.strength();
        case ERROR_ORIGIN, EVENT_CHANGE, CALL_CHANGE ->
            strongest.merge(evidence.kind(), evidence.strength(), Math::max);
      }
    }
    for (double strength : strongest.values()) {
      innocence *= 1 - strength;
    }
    List<Evidence> sorted =
        of.evidence.stream().sorted(Evidence.BY_STRENGTH).limit(EVIDENCE_MAX).toList();
    return new Suspect(names.service(service), 1 - innocence, sorted);
  }

  private Evidence latency(Kind kind, LatencyShift shift, double part) {
    double nowMillis = shift.nanos() / TimeUnit.MILLISECONDS.toNanos(1);
    double beforeMillis = shift.baselineNanos() / TimeUnit.MILLISECONDS.toNanos(1);
    LatencyKey key = shift.key();
    String operation = names.operation(key.operation());
    String what =
        key.isSelf()
            ? "own time in " + operation
            : "the way from "
                + names.service(key.caller())
                + " to "
                + names.service(key.service())
                + " ("
                + operation
                + ")";
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s %.1f ms in %d visits (before: %.1f ms in %d)",
            what,
            shift.quantile() == LatencyShift.MEDIAN ? "median" : "95th percentile",
            nowMillis,
            shift.count(),
            beforeMillis,
            shift.baselineCount());
    return new Evidence(
        kind,
        part * shift.share(),
        text,
        nowMillis,
        beforeMillis,
        shift.count(),
        shift.baselineCount(),
        Optional.ofNullable(shift.slowest()).map(TraceId::toString));
  }

  private Evidence eventChange(TransitionShift shift) {
    String last =
        shift.place().last() == Profile.EDGE ? "the start" : events.name(shift.place().last());
    String next = shift.next() == Profile.EDGE ? "the end" : events.name(shift.next());
    return change(
        Kind.EVENT_CHANGE,
        shift,
        symptomWeight(shift.change()),
        "after " + last + " comes " + next);
  }

  private Evidence callChange(TransitionShift shift, double part) {
    int last = shift.place().last();
    int next = shift.next();
    String within = names.operation(shift.place().place()) + ": ";
    String what =
        (last == Profile.EDGE ? "first" : "after " + call(last))
            + " comes "
            + (next == Profile.EDGE ? "nothing more" : call(next));
    double weight = part * CALL_CHANGE_WEIGHT * symptomWeight(shift.change());
    return change(Kind.CALL_CHANGE, shift, weight, within + what);
  }

  private static double symptomWeight(Change change) {
    return switch (change) {
      case STOPS, NEW -> 1;
      case SHARES, HEALED -> SYMPTOM_WEIGHT;
    };
  }

  private String call(int operation) {
    return names.service(names.serviceOf(operation)) + " " + names.operation(operation);
  }

  private static Evidence change(Kind kind, TransitionShift shift, double weight, String what) {
    String text =
        String.format(
            Locale.ROOT,
            "%s in %s of %d times (before: %s of %d)",
            what,
            percent(shift.count(), shift.total()),
            shift.total(),
            percent(shift.baselineCount(), shift.baselineTotal()),
            shift.baselineTotal());
    Counts counts =
        new Counts(shift.count(), shift.total(), shift.baselineCount(), shift.baselineTotal());
    return share(kind, weight * shift.strength(), text, counts, shift.example());
  }

  private record Counts(int count, int total, int baselineCount, int baselineTotal) {}

  private static Evidence share(
      Kind kind, double strength, String text, Counts counts, @Nullable TraceId example) {
    return new Evidence(
        kind,
        strength,
        text,
        (double) counts.count() / counts.total(),
        counts.baselineTotal() == 0 ? 0 : (double) counts.baselineCount() / counts.baselineTotal(),
        counts.total(),
        counts.baselineTotal(),
        Optional.ofNullable(example).map(TraceId::toString));
  }

  private static String percent(int count, int total) {
    return total == 0 ? "0 %" : Math.round(100.0 * count / total) + " %";
  }

  private Case caseOf(int service) {
    return cases.computeIfAbsent(service, _ -> new Case());
  }

  private void add(int service, Evidence evidence) {
    caseOf(service).evidence.add(evidence);
  }
}
