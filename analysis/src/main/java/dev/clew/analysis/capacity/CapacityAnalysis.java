// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.capacity;

import dev.clew.analysis.capacity.Capacity.Load;
import dev.clew.analysis.capacity.Capacity.Point;
import dev.clew.analysis.capacity.Capacity.Verdict;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.figure.TimeBuckets;
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
import java.util.OptionalDouble;

/**
 * Capacity of services and models. A service's calls are its spans whose parent belongs to another
 * service; a model's are the spans that name it and have no ancestor in the service that does.
 */
public final class CapacityAnalysis implements RequestAnalysis<Capacity> {

  private static final int POINTS_WANTED = 40;
  private static final int POINTS_MIN = 8;
  private static final int LAST_POINTS = 3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  /** Points with less traffic than this part of the mean are the ragged ends of the range. */
  private static final double RAGGED = 0.2;

  private static final long[] BUCKET_SECONDS = {1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21_600};

  private final TraceNames names;
  private final long bucketNanos;
  private final SpanAttribute modelName;
  private final SpanAttribute modelVersion;
  private final Map<Key, Tally> tallies = new HashMap<>();

  private record Key(int service, String model) {}

  private static final class Tally {
    final TimeBuckets buckets;
    final EvidenceCollector evidence = new EvidenceCollector();

    Tally(long bucketNanos) {
      buckets = new TimeBuckets(bucketNanos);
    }
  }

  /** An analysis of a range of time, which decides how long the stretches are that it compares. */
  public CapacityAnalysis(TraceNames names, long rangeNanos) {
    this.names = names;
    this.bucketNanos = bucketNanos(rangeNanos);
    Concepts concepts = new Concepts();
    this.modelName = concepts.modelName();
    this.modelVersion = concepts.modelVersion();
  }

  @Override
  public Projection reads() {
    return SpanAttribute.reads(modelName, modelVersion);
  }

  @Override
  public void add(Request request) {
    TraceView view = request.view();
    boolean[] inModel = new boolean[view.size()];
    for (int row = request.root(); row < request.end(); row++) {
      int parent = row == request.root() ? TraceView.NONE : view.parent(row);
      boolean entry = parent == TraceView.NONE || view.service(parent) != view.service(row);
      if (entry) {
        add(request, row, "");
      }
      inModel[row] = !entry && inModel[parent];
      if (!inModel[row]) {
        String model = modelName.text(view, row);
        if (model != null) {
          String version = modelVersion.text(view, row);
          add(request, row, version == null ? model : model + " v" + version);
          inModel[row] = true;
        }
      }
    }
  }

  @Override
  public Capacity result() {
    List<Load> loads = new ArrayList<>();
    tallies.forEach((key, tally) -> loads.add(load(key, tally)));
    loads.sort(
        Comparator.comparingDouble((Load load) -> load.headroom().orElse(Double.MAX_VALUE))
            .thenComparing(Comparator.comparingDouble(Load::concurrency).reversed())
            .thenComparing(Load::service)
            .thenComparing(Load::model));
    return new Capacity(bucketNanos, loads);
  }

  private void add(Request request, int row, String model) {
    TraceView view = request.view();
    Tally tally =
        tallies.computeIfAbsent(new Key(view.service(row), model), _ -> new Tally(bucketNanos));
    long nanos = view.durationNanos(row);
    tally.buckets.add(view.startNanos(row), request.weight(), view.isError(row), nanos);
    tally.evidence.add(view.traceId(), nanos);
  }

  private Load load(Key key, Tally tally) {
    double seconds = bucketNanos / NANOS_PER_SECOND;
    List<Point> points = new ArrayList<>();
    double calls = 0;
    double nanos = 0;
    double max = 0;
    double maxConcurrency = 0;
    for (TimeBuckets.Bucket bucket : tally.buckets.list()) {
      double rate = bucket.count() / seconds;
      points.add(new Point(bucket.startNanos(), rate, bucket.mean()));
      calls += bucket.count();
      nanos += bucket.count() * bucket.mean();
      max = Math.max(max, rate);
      maxConcurrency = Math.max(maxConcurrency, rate * bucket.mean() / NANOS_PER_SECOND);
    }
    double mean = calls / (points.size() * seconds);
    double latency = nanos / calls;
    List<Point> whole = points.stream().filter(p -> p.perSecond() >= RAGGED * mean).toList();
    OptionalDouble knee = knee(whole);
    double last =
        whole.stream()
            .skip(Math.max(0, whole.size() - LAST_POINTS))
            .mapToDouble(Point::perSecond)
            .average()
            .orElse(0);
    double growth = growthPerHour(whole);
    OptionalDouble headroom =
        knee.isEmpty() || last == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(knee.getAsDouble() / last - 1);
    OptionalDouble hours =
        knee.isEmpty() || growth <= 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.max(0, (knee.getAsDouble() - last) / growth));
    return new Load(
        names.service(key.service),
        key.model,
        verdict(whole, knee, headroom),
        mean,
        max,
        latency,
        mean * latency / NANOS_PER_SECOND,
        maxConcurrency,
        knee,
        headroom,
        growth,
        hours,
        points,
        tally.evidence.evidence());
  }

  private static Verdict verdict(List<Point> points, OptionalDouble knee, OptionalDouble headroom) {
    if (points.size() < POINTS_MIN) {
      return Verdict.UNKNOWN;
    }
    if (knee.isEmpty()) {
      return Verdict.NOT_REACHED;
    }
    return headroom.orElse(1) < 0 ? Verdict.SATURATED : Verdict.KNEE;
  }

  private static OptionalDouble knee(List<Point> points) {
    if (points.size() < POINTS_MIN) {
      return OptionalDouble.empty();
    }
    return SaturationKnee.find(
        points.stream()
            .map(p -> new SaturationKnee.Sample(p.perSecond(), p.latencyNanos()))
            .toList());
  }

  /** The slope of the best line through throughput over time. */
  private static double growthPerHour(List<Point> points) {
    if (points.size() < POINTS_MIN) {
      return 0;
    }
    long origin = points.getFirst().startNanos();
    double meanT = 0;
    double meanY = 0;
    for (Point point : points) {
      meanT += hours(point, origin) / points.size();
      meanY += point.perSecond() / points.size();
    }
    double tt = 0;
    double ty = 0;
    for (Point point : points) {
      double t = hours(point, origin) - meanT;
      tt += t * t;
      ty += t * (point.perSecond() - meanY);
    }
    return tt == 0 ? 0 : ty / tt;
  }

  private static double hours(Point point, long origin) {
    return (point.startNanos() - origin) / NANOS_PER_SECOND / SECONDS_PER_HOUR;
  }

  private static long bucketNanos(long rangeNanos) {
    for (long seconds : BUCKET_SECONDS) {
      if (rangeNanos / NANOS_PER_SECOND / seconds <= POINTS_WANTED) {
        return seconds * (long) NANOS_PER_SECOND;
      }
    }
    return BUCKET_SECONDS[BUCKET_SECONDS.length - 1] * (long) NANOS_PER_SECOND;
  }
}
