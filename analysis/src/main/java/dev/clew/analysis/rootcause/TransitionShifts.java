// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.rootcause.TransitionShift.Change;
import dev.clew.analysis.statistics.FalseDiscovery;
import dev.clew.analysis.statistics.Proportions;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what follows what between two sets of traces: P(next | last) per service.
 *
 * <p>What a trace does in one place it tends to do again there, so traces are counted, not times:
 * each place has as many observations as traces. A change counts by how far apart the 95 %
 * intervals of the two shares are. What is called depends on what is asked for and varies by
 * chance, so changes of calls have to be significant, too, once corrected for how many were looked
 * for (see {@link FalseDiscovery}); what could never be significant is not counted among these.
 * Events come in the order of the code, and hardly vary.
 */
final class TransitionShifts {

  private final EventNames events;
  private final Profile before;
  private final Profile now;

  TransitionShifts(EventNames events, Profile before, Profile now) {
    this.events = events;
    this.before = before;
    this.now = now;
  }

  /** One follower in one place, in both sets. */
  private record Compared(
      Profile.Transition place,
      int next,
      TransitionCounts counts,
      TransitionCounts baseline,
      double gain,
      double loss,
      double pValue,
      boolean testable) {}

  /**
   * Every real change at places that both sets have.
   *
   * @param inEvents whether in events or in calls
   */
  List<TransitionShift> compare(boolean inEvents) {
    List<Compared> compared = new ArrayList<>();
    now.transitions()
        .forEach((place, counts) -> {
          TransitionCounts baseline = before.transitions().get(place);
          if (place.inEvents() == inEvents && baseline != null) {
            Set<Integer> followers = new HashSet<>(baseline.followers());
            followers.addAll(counts.followers());
            for (int next : followers) {
              compared.add(compare(place, next, counts, baseline));
            }
          }
        });
    List<Compared> tested = compared.stream().filter(Compared::testable).toList();
    double[] pValues = tested.stream().mapToDouble(Compared::pValue).toArray();
    double[] adjusted =
        inEvents ? new double[pValues.length] : FalseDiscovery.adjust(pValues, pValues.length);
    List<TransitionShift> shifts = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Compared each = tested.get(i);
      if (adjusted[i] <= LatencyShifts.SIGNIFICANT && Math.max(each.gain(), each.loss()) > 0) {
        shifts.add(shift(each));
      }
    }
    return shifts;
  }

  private static Compared compare(
      Profile.Transition place, int next, TransitionCounts counts, TransitionCounts baseline) {
    int traces = counts.traceCount();
    int baselineTraces = baseline.traceCount();
    double hits = counts.share(next) * traces;
    double baselineHits = baseline.share(next) * baselineTraces;
    long rounded = Math.round(hits);
    long baselineRounded = Math.round(baselineHits);
    boolean testable =
        Proportions.leastDifference(rounded + baselineRounded, traces, baselineTraces)
            <= LatencyShifts.SIGNIFICANT;
    return new Compared(
        place,
        next,
        counts,
        baseline,
        Proportions.certainGain(hits, traces, baselineHits, baselineTraces),
        Proportions.certainGain(baselineHits, baselineTraces, hits, traces),
        testable
            ? Proportions.difference(
                rounded, traces - rounded, baselineRounded, baselineTraces - baselineRounded)
            : 1,
        testable);
  }

  private TransitionShift shift(Compared each) {
    int count = each.counts().count(each.next());
    @Nullable TraceId example =
        count > 0 ? each.counts().example(each.next()) : each.baseline().example(each.next());
    return new TransitionShift(
        each.place(),
        each.next(),
        each.place().inEvents() ? ofEvents(each) : ofCalls(each),
        Math.max(each.gain(), each.loss()),
        count,
        each.counts().total(),
        each.baseline().count(each.next()),
        each.baseline().total(),
        example);
  }

  /** A place where errors have become rarer cannot be why things got worse. */
  private Change ofEvents(Compared each) {
    return errorShare(each.counts()) < errorShare(each.baseline()) ? Change.HEALED : Change.NEW;
  }

  private Change ofCalls(Compared each) {
    int operation = each.place().place();
    boolean gained = each.gain() > each.loss();
    boolean isEnd = each.next() == Profile.EDGE;
    if (now.reach(operation) > before.reach(operation) || (isEnd && !gained)) {
      return Change.HEALED;
    }
    if (gained && !isEnd) {
      return each.baseline().count(each.next()) == 0 ? Change.NEW : Change.SHARES;
    }
    boolean endsMore = each.counts().share(Profile.EDGE) > each.baseline().share(Profile.EDGE);
    return endsMore ? Change.STOPS : Change.SHARES;
  }

  private double errorShare(TransitionCounts counts) {
    int errors = 0;
    for (int next : counts.followers()) {
      if (next != Profile.EDGE && events.isError(next)) {
        errors += counts.count(next);
      }
    }
    return (double) errors / counts.total();
  }
}
