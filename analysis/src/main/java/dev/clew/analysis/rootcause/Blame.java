// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a slower way between two services is the caller's fault or the callee's.
 *
 * <p>A span says that the way took long, not where: a slow network interface of the callee, a full
 * accept queue, or a caller that has no processor to send with all look alike. But they differ in
 * what else grows. If the callee's other callers also wait as much longer, or it is itself slower,
 * the callee is to blame; if all that the caller calls is farther away, the caller is. Each side's
 * claim is the mean over its other times (its own, and each pair of services together) of how much
 * they grew, at most as much as this one; a small prior favours the callee.
 */
final class Blame {

  private static final double CALLEE_PRIOR = 0.2;
  private static final double CALLER_PRIOR = 0.1;

  private final Map<Integer, List<LatencyShift>> byService = new HashMap<>();

  private record Pair(int caller, int callee) {}

  Blame(List<LatencyShift> shifts) {
    for (LatencyShift shift : shifts) {
      byService.computeIfAbsent(shift.key().service(), _ -> new ArrayList<>()).add(shift);
      if (!shift.key().isSelf()) {
        byService.computeIfAbsent(shift.key().caller(), _ -> new ArrayList<>()).add(shift);
      }
    }
  }

  /**
   * The part of a call's shift that is the callee's fault, from 0 to 1; the rest is the caller's.
   */
  double ofCallee(LatencyShift call) {
    double callee = claim(call.key().service(), call) + CALLEE_PRIOR;
    double caller = claim(call.key().caller(), call) + CALLER_PRIOR;
    return callee / (callee + caller);
  }

  private double claim(int service, LatencyShift call) {
    Pair excluded = pair(call);
    Map<Pair, Double> largest = new HashMap<>();
    for (LatencyShift other : byService.getOrDefault(service, List.of())) {
      if (!pair(other).equals(excluded)) {
        largest.merge(pair(other), Math.min(1, other.deltaNanos() / call.deltaNanos()), Math::max);
      }
    }
    return largest.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static Pair pair(LatencyShift shift) {
    return new Pair(shift.key().caller(), shift.key().service());
  }
}
