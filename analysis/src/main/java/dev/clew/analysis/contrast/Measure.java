// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.statistics.Quantiles;
import dev.clew.analysis.statistics.Samples;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Says of every span by how much it is worse than is usual for its operation in the reference.
 *
 * <p>A span's time is the time that no child covers. It is bad when it is longer than 95 % of the
 * reference's, and then by what exceeds their median. With fewer than {@value #ENOUGH} spans of
 * that operation in the reference the longest of them stands for the 95 %; an operation that the
 * reference does not have is extra work altogether. Numbers are judged alike at 5 % or 95 %. An
 * error is bad where it begins: in a span none of whose children failed.
 */
final class Measure {

  private static final int ENOUGH = 20;
  private static final double RESOLUTION_MILLIS = 0.05;

  private final Outcome outcome;
  private final SpanAttribute attribute;
  private final Map<Integer, Usual> usual = new HashMap<>();

  private record Usual(double median, double limit) {}

  Measure(Outcome outcome, List<TraceView> reference) {
    this.outcome = outcome;
    this.attribute = SpanAttribute.ofSpan(outcome.key());
    if (outcome.kind() != Outcome.Kind.ERRORS) {
      learn(reference);
    }
  }

  private void learn(List<TraceView> reference) {
    Map<Integer, Samples> byOperation = new HashMap<>();
    for (TraceView view : reference) {
      double[] values = values(view);
      for (int row = 0; row < values.length; row++) {
        if (!Double.isNaN(values[row])) {
          byOperation.computeIfAbsent(view.operation(row), _ -> new Samples()).add(values[row]);
        }
      }
    }
    byOperation.forEach((operation, samples) -> {
      double[] sorted = samples.sorted();
      double limit =
          sorted.length < ENOUGH ? sorted[sorted.length - 1] : Quantiles.at(sorted, 0.95);
      usual.put(operation, new Usual(Quantiles.median(sorted), limit));
    });
  }

  /** By how much each span is worse; 0 or less if it is not, NaN if that cannot be said of it. */
  double[] excess(TraceView view) {
    double[] excess = new double[view.size()];
    if (outcome.kind() == Outcome.Kind.ERRORS) {
      for (int row = 0; row < excess.length; row++) {
        excess[row] = beginsError(view, row) ? 1 : 0;
      }
      return excess;
    }
    double[] values = values(view);
    for (int row = 0; row < excess.length; row++) {
      excess[row] =
          Double.isNaN(values[row]) ? Double.NaN : excess(view.operation(row), values[row]);
    }
    return excess;
  }

  private double excess(int operation, double value) {
    Usual of = usual.get(operation);
    boolean latency = outcome.kind() == Outcome.Kind.LATENCY;
    if (of == null) {
      return latency ? value : 0;
    }
    double over = value - of.median();
    return value > of.limit() && (!latency || over > RESOLUTION_MILLIS) ? over : 0;
  }

  /** What is looked at, so that more is worse; NaN where a span has none. */
  private double[] values(TraceView view) {
    if (outcome.kind() == Outcome.Kind.LATENCY) {
      return ownMillis(view);
    }
    double sign = outcome.kind() == Outcome.Kind.LOW_VALUE ? -1 : 1;
    double[] values = new double[view.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = sign * attribute.number(view, row);
    }
    return values;
  }

  private static boolean beginsError(TraceView view, int row) {
    if (!view.isError(row)) {
      return false;
    }
    for (int i = 0; i < view.childCount(row); i++) {
      if (view.isError(view.child(row, i))) {
        return false;
      }
    }
    return true;
  }

  /** The time of each span that no child covers, in milliseconds; children stand by start. */
  private static double[] ownMillis(TraceView view) {
    double[] own = new double[view.size()];
    for (int row = 0; row < own.length; row++) {
      long coveredNanos = 0;
      long from = view.startNanos(row);
      for (int i = 0; i < view.childCount(row); i++) {
        int child = view.child(row, i);
        long start = Math.max(from, view.startNanos(child));
        long end = Math.min(view.endNanos(row), view.endNanos(child));
        if (end > start) {
          coveredNanos += end - start;
          from = end;
        }
      }
      own[row] =
          (double) (view.durationNanos(row) - coveredNanos) / TimeUnit.MILLISECONDS.toNanos(1);
    }
    return own;
  }

  /** As {@link #excess(TraceView)}, for all. */
  List<double[]> excess(List<TraceView> views) {
    List<double[]> all = new ArrayList<>(views.size());
    views.forEach(view -> all.add(excess(view)));
    return all;
  }
}
