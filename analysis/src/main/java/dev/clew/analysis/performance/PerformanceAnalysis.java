// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.performance;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.figure.TimeBuckets;
import dev.clew.analysis.performance.Performance.Throughput;
import dev.clew.analysis.performance.Performance.Utilisation;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latency, throughput, success and utilisation of requests. */
public final class PerformanceAnalysis implements RequestAnalysis<Performance> {

  /** How wide the buckets of throughput are. */
  public static final Duration BUCKET = Duration.ofMinutes(5);

  private static final List<String> UTILISATION =
      List.of(
          "ml.gpu.utilization",
          "ml.gpu.memory.utilization",
          "ml.gpu.memory.used",
          "ml.gpu.memory_used_mb",
          "system.cpu.utilization",
          "process.cpu.utilization",
          "system.memory.utilization",
          "process.memory.usage");
  private static final double THOUSANDTHS = 1000;

  private final Distribution latency = new Distribution();
  private final TimeBuckets buckets = new TimeBuckets(BUCKET.toNanos());
  private final EvidenceCollector slowest = new EvidenceCollector();
  private final EvidenceCollector failed = new EvidenceCollector();
  private final Map<SpanAttribute, Distribution> utilisation = new LinkedHashMap<>();
  private double failures;

  /** An analysis of nothing yet. */
  public PerformanceAnalysis() {
    for (String key : UTILISATION) {
      utilisation.put(Concepts.concept(key), new Distribution());
    }
  }

  @Override
  public Projection reads() {
    return SpanAttribute.reads(utilisation.keySet().toArray(SpanAttribute[]::new));
  }

  @Override
  public void add(Request request) {
    TraceView view = request.view();
    boolean error = view.isError(request.root());
    latency.add(request.durationNanos(), request.weight());
    buckets.add(view.startNanos(request.root()), request.weight(), error, request.durationNanos());
    slowest.add(view.traceId(), request.durationNanos());
    if (error) {
      failures += request.weight();
      failed.add(view.traceId(), request.durationNanos());
    }
    utilisation.forEach((attribute, values) -> {
      for (int row = request.root(); row < request.end(); row++) {
        double value = attribute.number(view, row);
        if (Double.isFinite(value)) {
          values.add(Math.round(value * THOUSANDTHS), request.weight());
        }
      }
    });
  }

  @Override
  public Performance result() {
    List<Utilisation> used = new ArrayList<>();
    int place = 0;
    for (Distribution values : utilisation.values()) {
      String key = UTILISATION.get(place++);
      if (values.size() > 0) {
        used.add(new Utilisation(key, values.summary()));
      }
    }
    double count = latency.weight();
    return new Performance(
        latency.summary(),
        count == 0 ? 1 : 1 - failures / count,
        throughput(),
        used,
        slowest.evidence(),
        failed.evidence());
  }

  private Throughput throughput() {
    List<TimeBuckets.Bucket> all = buckets.list();
    List<TimeBuckets.Bucket> whole = all.size() >= 5 ? all.subList(1, all.size() - 1) : all;
    double seconds = BUCKET.toSeconds();
    double mean = whole.stream().mapToDouble(TimeBuckets.Bucket::count).average().orElse(0);
    double max = whole.stream().mapToDouble(TimeBuckets.Bucket::count).max().orElse(0);
    double variance =
        whole.stream()
            .mapToDouble(b -> (b.count() - mean) * (b.count() - mean))
            .average()
            .orElse(0);
    return new Throughput(
        BUCKET.toNanos(),
        mean / seconds,
        max / seconds,
        mean == 0 ? 0 : Math.sqrt(variance) / mean,
        all);
  }
}
