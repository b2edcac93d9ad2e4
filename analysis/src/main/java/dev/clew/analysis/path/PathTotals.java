// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;

/**
 * What many critical paths are made of, by operation: arrays over the operation codes of {@link
 * TraceNames}. Times are nanoseconds, sampled traces counted as often as they stand for.
 *
 * <p>Threads: one at a time. Cost: that of {@link TraceSchedule}.
 */
public final class PathTotals {

  private final TraceSchedule schedule = new TraceSchedule();
  private double[] exclusive = new double[64];
  private double[] drag = new double[64];
  private double[] spans = new double[64];
  private double[] requests = new double[64];
  private long[] lastPath = new long[64];
  private long paths;
  private double weight;
  private double total;

  /** Adds a path, for as many as its trace stands for. */
  public void add(CriticalPath path) {
    TraceView view = path.view();
    double pathWeight = view.weight();
    reserve(view.names().operationCount());
    paths++;
    weight += pathWeight;
    total += pathWeight * view.durationNanos(path.root());
    for (int i = 0; i < path.sectionCount(); i++) {
      exclusive[view.operation(path.row(i))] += pathWeight * path.lengthNanos(i);
    }
    schedule.load(view, path.root());
    long[] drags = schedule.dragNanos(path);
    for (int i = 0; i < path.spanCount(); i++) {
      int operation = view.operation(path.span(i));
      spans[operation] += pathWeight;
      drag[operation] += pathWeight * drags[i];
      if (lastPath[operation] != paths) {
        lastPath[operation] = paths;
        requests[operation] += pathWeight;
      }
    }
  }

  /** How many requests there were. */
  public double requests() {
    return weight;
  }

  /** How long all requests took together. */
  public double totalNanos() {
    return total;
  }

  /** The time on the path that was an operation's own. */
  public double exclusiveNanos(int operation) {
    return operation < exclusive.length ? exclusive[operation] : 0;
  }

  /**
   * How much earlier requests would have ended had the operation's spans, each by itself, taken no
   * time; an operation that is nested in itself counts more than once.
   */
  public double dragNanos(int operation) {
    return operation < drag.length ? drag[operation] : 0;
  }

  /** How many of its spans were on a path. */
  public double spans(int operation) {
    return operation < spans.length ? spans[operation] : 0;
  }

  /** In how many requests it was on the path. */
  public double requests(int operation) {
    return operation < requests.length ? requests[operation] : 0;
  }

  /** The part of all requests' time that was the operation's own, from 0 to 1. */
  public double share(int operation) {
    return total == 0 ? 0 : exclusiveNanos(operation) / total;
  }

  private void reserve(int operations) {
    if (exclusive.length < operations) {
      int capacity = Math.max(operations, exclusive.length * 2);
      exclusive = Arrays.copyOf(exclusive, capacity);
      drag = Arrays.copyOf(drag, capacity);
      spans = Arrays.copyOf(spans, capacity);
      requests = Arrays.copyOf(requests, capacity);
      lastPath = Arrays.copyOf(lastPath, capacity);
    }
  }
}
