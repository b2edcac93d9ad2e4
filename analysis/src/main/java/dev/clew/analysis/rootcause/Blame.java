// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import java.util.HashMap;
import java.util.Map;

/**
 * Decides whether what went wrong between two services is the caller's fault or the callee's.
 *
 * <p>A span says that the way took long, not where: a slow network interface of the callee, a full
 * accept queue, or a caller that has no processor to send with all look alike. And a caller that
 * stops after a call may have been given an error, or have made one of what it was given. But they
 * differ in what else goes wrong. If the callee's other callers fare as badly, or it is itself
 * slower, the callee is to blame; if all that the caller calls fares badly, the caller is. Each
 * side's claim is the mean over its other edges of the graph of calls of how bad they are, at most
 * as bad as this one; a small prior favours the callee.
 *
 * <p>Threads: one at a time.
 */
final class Blame {

  private static final double CALLEE_PRIOR = 0.2;
  private static final double CALLER_PRIOR = 0.1;

  private final Map<Integer, Map<Edge, Double>> byService = new HashMap<>();

  private record Edge(int caller, int callee) {}

  /**
   * Notes how bad an edge is, of which the worst counts.
   *
   * @param caller the calling service, or {@link LatencyKey#SELF} for the callee by itself
   * @param amount in any unit, the same for all; 0 if nothing is wrong
   */
  void add(int caller, int callee, double amount) {
    Edge edge = new Edge(caller, callee);
    byService.computeIfAbsent(callee, _ -> new HashMap<>()).merge(edge, amount, Math::max);
    if (caller != LatencyKey.SELF) {
      byService.computeIfAbsent(caller, _ -> new HashMap<>()).merge(edge, amount, Math::max);
    }
  }

  /**
   * The part that is the callee's fault, from 0 to 1; the rest is the caller's.
   *
   * @param amount how bad it is, more than 0
   */
  double ofCallee(int caller, int callee, double amount) {
    Edge edge = new Edge(caller, callee);
    double ofCallee = claim(callee, edge, amount) + CALLEE_PRIOR;
    double ofCaller = claim(caller, edge, amount) + CALLER_PRIOR;
    return ofCallee / (ofCallee + ofCaller);
  }

  private double claim(int service, Edge excluded, double amount) {
    return byService.getOrDefault(service, Map.of()).entrySet().stream()
        .filter(other -> !other.getKey().equals(excluded))
        .mapToDouble(other -> Math.min(1, other.getValue() / amount))
        .average()
        .orElse(0);
  }
}
