// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.quality;

import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.quality.TraceQuality.ServiceOrphans;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import dev.clew.model.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Looks at what is missing in traces.
 *
 * <p>The cost of instrumentation is read from {@code telemetry.overhead.cpu.cost}, {@code
 * telemetry.overhead.memory.cost}, {@code telemetry.overhead.network.cost} and {@code
 * telemetry.base.cost} of spans or their resources, all in one unit of the sender's choice.
 *
 * <p>Threads: one at a time.
 */
public final class QualityAnalysis {

  private final TraceNames names;
  private final Map<Integer, long[]> services = new HashMap<>(); // orphans, spans
  private final EvidenceCollector evidence = new EvidenceCollector();
  private final SpanAttribute cpuCost = Concepts.concept("telemetry.overhead.cpu.cost");
  private final SpanAttribute memoryCost = Concepts.concept("telemetry.overhead.memory.cost");
  private final SpanAttribute networkCost = Concepts.concept("telemetry.overhead.network.cost");
  private final SpanAttribute baseCost = Concepts.concept("telemetry.base.cost");
  private long traces;
  private long spans;
  private long namedParents;
  private long missingParents;
  private long orphans;
  private long rootMismatches;
  private long skewed;
  private long endsBeforeStart;
  private long clientSpans;
  private long unanswered;
  private long cycles;
  private double overhead;
  private double base;

  /** An analysis of nothing yet. */
  public QualityAnalysis(TraceNames names) {
    this.names = names;
  }

  /** What it reads of spans by itself, beyond what every view has. */
  public Projection reads() {
    return SpanAttribute.reads(cpuCost, memoryCost, networkCost, baseCost);
  }

  /** Takes a trace in. */
  public void add(TraceView view) {
    traces++;
    spans += view.size();
    int parentless = 0;
    Set<Long> missing = new HashSet<>();
    for (int row = 0; row < view.size(); row++) {
      namedParents += view.parentSpanId(row) != 0 ? 1 : 0;
      parentless += view.parentSpanId(row) == 0 && view.isRoot(row) ? 1 : 0;
      endsBeforeStart += view.endsBeforeStart(row) ? 1 : 0;
      cycles += view.isCycleBroken(row) ? 1 : 0;
      long[] service = services.computeIfAbsent(view.service(row), _ -> new long[2]);
      service[1]++;
      if (view.isOrphan(row)) {
        orphans++;
        service[0]++;
        missing.add(view.parentSpanId(row));
      }
      skewed += isSkewed(view, row) ? 1 : 0;
      if (view.kind(row) == SpanKind.CLIENT) {
        clientSpans++;
        unanswered += isAnswered(view, row) ? 0 : 1;
      }
      addCost(view, row);
    }
    missingParents += missing.size();
    rootMismatches += parentless != 1 ? 1 : 0;
    if (!missing.isEmpty() || parentless != 1) {
      evidence.add(view.traceId(), missing.size() + Math.abs(parentless - 1));
    }
  }

  /** The answer for what was taken in. */
  public TraceQuality result() {
    double propagation = namedParents == 0 ? 1 : 1 - (double) orphans / namedParents;
    double traced = spans == 0 ? 1 : (double) spans / (spans + missingParents);
    return new TraceQuality(
        traces,
        spans,
        traced * propagation,
        propagation,
        missingParents,
        orphans,
        rootMismatches,
        skewed,
        endsBeforeStart,
        clientSpans == 0 ? 0 : (double) unanswered / clientSpans,
        cycles,
        brokenIn(),
        base > 0 ? OptionalDouble.of(overhead / base) : OptionalDouble.empty(),
        evidence.evidence());
  }

  private List<ServiceOrphans> brokenIn() {
    List<ServiceOrphans> list = new ArrayList<>();
    services.forEach((service, figures) -> {
      if (figures[0] > 0) {
        list.add(new ServiceOrphans(names.service(service), figures[0], figures[1]));
      }
    });
    list.sort(
        Comparator.comparingLong(ServiceOrphans::orphans)
            .reversed()
            .thenComparing(ServiceOrphans::service));
    return list;
  }

  private void addCost(TraceView view, int row) {
    double whole = baseCost.number(view, row);
    if (whole > 0) {
      base += whole;
      for (SpanAttribute part : List.of(cpuCost, memoryCost, networkCost)) {
        double cost = part.number(view, row);
        overhead += Double.isFinite(cost) ? cost : 0;
      }
    }
  }

  private static boolean isSkewed(TraceView view, int row) {
    int parent = view.parent(row);
    if (parent == TraceView.NONE
        || view.host(row) == view.host(parent)
        || view.host(row) == TraceNames.UNKNOWN_HOST
        || view.host(parent) == TraceNames.UNKNOWN_HOST) {
      return false;
    }
    boolean asynchronous =
        view.kind(parent) == SpanKind.PRODUCER && view.kind(row) == SpanKind.CONSUMER;
    return view.startNanos(row) < view.startNanos(parent)
        || (!asynchronous && view.endNanos(row) > view.endNanos(parent));
  }

  private static boolean isAnswered(TraceView view, int row) {
    for (int i = 0, count = view.childCount(row); i < count; i++) {
      if (view.kind(view.child(row, i)) == SpanKind.SERVER) {
        return true;
      }
    }
    return false;
  }
}
