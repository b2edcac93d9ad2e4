// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.bottleneck;

import dev.clew.analysis.bottleneck.Bottlenecks.Operation;
import dev.clew.analysis.bottleneck.Bottlenecks.ServiceShare;
import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.figure.SelfTimes;
import dev.clew.analysis.path.PathTotals;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ranks operations and services by the time that requests spend in them. */
public final class BottleneckAnalysis implements RequestAnalysis<Bottlenecks> {

  /** How often an operation must be seen to be ranked, unless told otherwise. */
  public static final int SAMPLES_MIN = 10;

  private static final double NANOS_PER_MILLI = 1e6;

  private final TraceNames names;
  private final BusinessImpact impact;
  private final int samplesMin;
  private final PathTotals path = new PathTotals();
  private final Map<Integer, Tally> operations = new HashMap<>();
  private final Map<Integer, double[]> services = new HashMap<>(); // spans, exclusive nanoseconds
  private final SpanAttribute segment;
  private final SpanAttribute priority;
  private int lastOperation = -1;
  private @Nullable Tally lastTally;

  private static final class Tally {
    final Distribution latency = new Distribution();
    final Distribution ownOnPath = new Distribution(); // by span on the path
    final EvidenceCollector evidence = new EvidenceCollector();
    double impact;
  }

  /** An analysis of nothing yet. */
  public BottleneckAnalysis(TraceNames names, BusinessImpact impact, int samplesMin) {
    this.names = names;
    this.impact = impact;
    this.samplesMin = samplesMin;
    Concepts concepts = new Concepts();
    this.segment = concepts.segment();
    this.priority = concepts.priority();
  }

  @Override
  public Projection reads() {
    return SpanAttribute.reads(segment, priority);
  }

  @Override
  public void add(Request request) {
    TraceView view = request.view();
    path.add(request.path());
    double matters = impact(request);
    for (int row = request.root(); row < request.end(); row++) {
      long nanos = view.durationNanos(row);
      Tally tally = tally(view.operation(row));
      tally.latency.add(nanos, request.weight());
      tally.impact += request.weight() * nanos / NANOS_PER_MILLI * matters;
      tally.evidence.add(view.traceId(), nanos);
      double[] service = services.computeIfAbsent(view.service(row), _ -> new double[2]);
      service[0] += request.weight();
      service[1] += request.weight() * SelfTimes.nanos(view, row);
    }
    long[] own = new long[view.size()];
    request.path().addExclusive(own);
    for (int i = 0; i < request.path().spanCount(); i++) {
      int row = request.path().span(i);
      tally(view.operation(row)).ownOnPath.add(own[row], request.weight());
    }
  }

  @Override
  public Bottlenecks result() {
    List<Operation> ranked = new ArrayList<>();
    int tooFew = 0;
    for (Map.Entry<Integer, Tally> entry : new TreeMap<>(operations).entrySet()) {
      if (entry.getValue().latency.size() < samplesMin) {
        tooFew++;
      } else {
        ranked.add(operation(entry.getKey(), entry.getValue()));
      }
    }
    ranked.sort(
        Comparator.comparingDouble(Operation::pathShare)
            .thenComparingDouble(Operation::score)
            .reversed()
            .thenComparing(Operation::service)
            .thenComparing(Operation::name));
    return new Bottlenecks(
        path.requests(), path.totalNanos(), ranked, serviceShares(), tooFew, samplesMin);
  }

  private Operation operation(int code, Tally tally) {
    Distribution.Summary latency = tally.latency.summary();
    double own = tally.ownOnPath.sum();
    double excess = tally.ownOnPath.excessOver(tally.ownOnPath.quantile(0.5));
    return new Operation(
        names.service(names.serviceOf(code)),
        names.operation(code),
        latency,
        path.share(code),
        path.requests() == 0 ? 0 : path.requests(code) / path.requests(),
        latency.mean() / NANOS_PER_MILLI * Math.log(latency.count() + 1),
        tally.impact,
        own == 0 ? 0 : excess / own,
        path.requests() == 0 ? 0 : path.dragNanos(code) / path.requests(),
        tally.evidence.evidence());
  }

  private List<ServiceShare> serviceShares() {
    double total = path.totalNanos();
    Map<Integer, Double> onPath = new HashMap<>();
    operations
        .keySet()
        .forEach(
            code -> onPath.merge(names.serviceOf(code), path.exclusiveNanos(code), Double::sum));
    List<ServiceShare> shares = new ArrayList<>();
    services.forEach((service, figures) ->
        shares.add(
            new ServiceShare(
                names.service(service),
                figures[0],
                total == 0 ? 0 : figures[1] / total,
                total == 0 ? 0 : onPath.getOrDefault(service, 0.0) / total)));
    shares.sort(
        Comparator.comparingDouble(ServiceShare::pathShare)
            .reversed()
            .thenComparing(ServiceShare::service));
    return shares;
  }

  /** By the first span of the request that carries a segment or a priority. */
  private double impact(Request request) {
    if (impact.equals(BusinessImpact.EQUAL)) {
      return 1;
    }
    return impact.of(first(segment, request), first(priority, request));
  }

  private static String first(SpanAttribute attribute, Request request) {
    for (int row = request.root(); row < request.end(); row++) {
      String text = attribute.text(request.view(), row);
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  private Tally tally(int operation) {
    if (operation != lastOperation) {
      lastTally = operations.computeIfAbsent(operation, _ -> new Tally());
      lastOperation = operation;
    }
    return Objects.requireNonNull(lastTally);
  }
}
