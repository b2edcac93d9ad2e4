// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.analysis.statistics.Proportions;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what follows what between two sets of traces: P(next | last) per service.
 *
 * <p>A change counts by how far apart the 95 % intervals of the two shares are. A place where
 * errors have become rarer has healed, and counts little: it cannot be why things got worse.
 */
final class TransitionShifts {

  private static final double HEALED_WEIGHT = 0.25;

  private final EventNames events;

  TransitionShifts(EventNames events) {
    this.events = events;
  }

  /** Every certain change at places that both sets have. */
  List<TransitionShift> compare(
      Map<Profile.Transition, TransitionCounts> baseline,
      Map<Profile.Transition, TransitionCounts> incident) {
    List<TransitionShift> shifts = new ArrayList<>();
    incident.forEach((place, counts) -> {
      TransitionCounts before = baseline.get(place);
      if (before != null) {
        compare(place, before, counts, shifts);
      }
    });
    return shifts;
  }

  private void compare(
      Profile.Transition place,
      TransitionCounts before,
      TransitionCounts now,
      List<TransitionShift> shifts) {
    Set<Integer> followers = new HashSet<>(before.followers());
    followers.addAll(now.followers());
    double weight = place.inEvents() && errorShare(now) < errorShare(before) ? HEALED_WEIGHT : 1;
    for (int next : followers) {
      int count = now.count(next);
      int baselineCount = before.count(next);
      double gain = Proportions.certainGain(count, now.total(), baselineCount, before.total());
      double loss = Proportions.certainGain(baselineCount, before.total(), count, now.total());
      double strength = weight * Math.max(gain, loss);
      if (strength > 0) {
        @Nullable TraceId example = count > 0 ? now.example(next) : before.example(next);
        shifts.add(
            new TransitionShift(
                place, next, strength, count, now.total(), baselineCount, before.total(), example));
      }
    }
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
