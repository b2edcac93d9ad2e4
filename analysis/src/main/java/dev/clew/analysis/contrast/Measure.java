// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.statistics.Quantiles;
import dev.clew.analysis.statistics.Samples;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says of every span by how much it is worse than is usual for its operation in the reference.
 *
 * <p>A span's time is what its request waited for it alone: its own sections of the critical path.
 * Of a span that nobody waited for nothing is said. It is bad when its time is longer than 95 % of
 * the reference's, and then by what exceeds their median. With fewer than {@value #ENOUGH} spans of
 * that operation in the reference the longest of them stands for the 95 %; an operation that the
 * reference does not have is extra work altogether. Numbers are judged alike at 5 % or 95 %. An
 * error is bad where it begins: in a span none of whose children failed.
 *
 * <p>Threads: one at a time. Cost: O(n log n) in spans.
 */
final class Measure {

  private static final int ENOUGH = 20;
  private static final double RESOLUTION_MILLIS = 0.05;
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Outcome outcome;
  private final SpanAttribute attribute;
  private final CriticalPathFinder finder = new CriticalPathFinder();
  private @Nullable Usual[] usual = new Usual[0]; // by operation

  private record Usual(double median, double limit) {}

  Measure(Outcome outcome) {
    this.outcome = outcome;
    this.attribute = Concepts.concept(outcome.key());
  }

  /**
   * By how much each span is worse; 0 or less if it is not, NaN if that cannot be said of it.
   *
   * @return an array by row for each of the selected traces, then for each of the reference
   */
  List<double[]> excess(List<TraceView> selected, List<TraceView> reference) {
    List<TraceView> views = new ArrayList<>(selected);
    views.addAll(reference);
    if (outcome.kind() == Outcome.Kind.ERRORS) {
      return views.stream().map(Measure::begunErrors).toList();
    }
    List<double[]> values = views.stream().map(this::values).toList();
    learn(reference, values.subList(selected.size(), values.size()));
    for (int i = 0; i < values.size(); i++) {
      toExcess(views.get(i), values.get(i));
    }
    return values;
  }

  private void learn(List<TraceView> reference, List<double[]> values) {
    int operations = reference.getFirst().names().operationCount();
    usual = new Usual[operations];
    @Nullable Samples[] byOperation = new Samples[operations];
    for (int i = 0; i < values.size(); i++) {
      double[] of = values.get(i);
      for (int row = 0; row < of.length; row++) {
        if (!Double.isNaN(of[row])) {
          int operation = reference.get(i).operation(row);
          Samples samples = byOperation[operation];
          if (samples == null) {
            samples = new Samples();
            byOperation[operation] = samples;
          }
          samples.add(of[row]);
        }
      }
    }
    for (int operation = 0; operation < operations; operation++) {
      Samples samples = byOperation[operation];
      if (samples != null) {
        usual[operation] = usual(samples.sorted());
      }
    }
  }

  private static Usual usual(double[] sorted) {
    double limit = sorted.length < ENOUGH ? sorted[sorted.length - 1] : Quantiles.at(sorted, 0.95);
    return new Usual(Quantiles.median(sorted), limit);
  }

  private void toExcess(TraceView view, double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        values[row] = excess(view.operation(row), values[row]);
      }
    }
  }

  private double excess(int operation, double value) {
    Usual of = usual[operation];
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
      return waitedMillis(view);
    }
    double sign = outcome.kind() == Outcome.Kind.LOW_VALUE ? -1 : 1;
    double[] values = new double[view.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = sign * attribute.number(view, row);
    }
    return values;
  }

  private static double[] begunErrors(TraceView view) {
    double[] errors = new double[view.size()];
    for (int row = 0; row < errors.length; row++) {
      errors[row] = beginsError(view, row) ? 1 : 0;
    }
    return errors;
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

  /** Every root is a request of its own, and so is a consumer, for which its producer is not. */
  private double[] waitedMillis(TraceView view) {
    double[] waited = new double[view.size()];
    Arrays.fill(waited, Double.NaN);
    for (int row = 0; row < waited.length; row++) {
      if (view.isRoot(row) || isHandedOver(view, row)) {
        addPath(finder.find(view, row), waited);
      }
    }
    return waited;
  }

  private static boolean isHandedOver(TraceView view, int row) {
    return view.kind(row) == SpanKind.CONSUMER && view.kind(view.parent(row)) == SpanKind.PRODUCER;
  }

  private static void addPath(CriticalPath path, double[] waited) {
    for (int i = 0; i < path.spanCount(); i++) {
      waited[path.span(i)] = 0;
    }
    for (int section = 0; section < path.sectionCount(); section++) {
      waited[path.row(section)] += path.lengthNanos(section) / NANOS_PER_MILLI;
    }
  }
}
