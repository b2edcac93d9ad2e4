// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.model.TraceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What followed something, and how often. Threads: one at a time. */
final class TransitionCounts {

  private final Map<Integer, Follower> followers = new HashMap<>();
  private int total;
  private int traceCount;
  private @Nullable TraceId lastTrace;

  private static final class Follower {
    private final TraceId first;
    private int count;

    Follower(TraceId first) {
      this.first = first;
    }
  }

  void add(int next, TraceId trace) {
    total++;
    if (!trace.equals(lastTrace)) {
      traceCount++;
      lastTrace = trace;
    }
    followers.computeIfAbsent(next, _ -> new Follower(trace)).count++;
  }

  /** How often the thing happened. */
  int total() {
    return total;
  }

  /** In how many traces, if those of a trace were added one after the other. */
  int traceCount() {
    return traceCount;
  }

  /** How often {@code next} followed, as a share of {@link #total}. */
  double share(int next) {
    return (double) count(next) / total;
  }

  /** How often {@code next} followed. */
  int count(int next) {
    Follower follower = followers.get(next);
    return follower == null ? 0 : follower.count;
  }

  /** A trace in which {@code next} followed. */
  @Nullable TraceId example(int next) {
    Follower follower = followers.get(next);
    return follower == null ? null : follower.first;
  }

  /** Everything that followed. */
  Set<Integer> followers() {
    return followers.keySet();
  }
}
