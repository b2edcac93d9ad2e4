// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Too little capacity, by time in queues or by latency that rises with throughput; and too much, by
 * devices that idle.
 */
final class Scaling implements RuleCheck {

  private static final int SAMPLES_MIN = 50;
  private static final double QUEUE_SHARE_MIN = 0.3;

  /** A batcher waits some milliseconds on purpose. */
  private static final double QUEUE_NANOS_MIN = 15e6;

  /** What of the work's time a queue may still take once there is enough capacity. */
  private static final double QUEUE_LEFT = 0.1;

  private static final double HEADROOM_MIN = 0.2;

  /** What never has as much as a call under way on average is not slow because of load. */
  private static final double CONCURRENCY_MIN = 1;

  private static final double UTILISATION_LOW = 0.3;
  private static final double UTILISATION_GOAL = 0.6;
  private static final double SCALE = 1e6; // utilisation is kept in millionths

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private boolean[] isTold = {}; // by row: whether the span says how long it queued

  private record Key(int service, int model) {}

  private static final class Tally {
    final Distribution queues = new Distribution();
    final Distribution utilisation = new Distribution();
    final EvidenceCollector evidence = new EvidenceCollector();
    final EvidenceCollector idle = new EvidenceCollector();
    double callNanos;
    double callWaitNanos;
  }

  @Override
  public void add(SpanFacts spans) {
    int row = spans.row();
    if (isTold.length < spans.end()) {
      isTold = new boolean[Math.max(spans.end(), 2 * isTold.length)];
    }
    double used =
        spans.number(spans.has(Fact.GPU_UTILIZATION) ? Fact.GPU_UTILIZATION : Fact.CPU_UTILIZATION);
    if (!Double.isNaN(used)) {
      Tally tally = tally(spans);
      tally.utilisation.add(Math.round(SCALE * used), spans.weight());
      tally.idle.add(spans.view().traceId(), Math.round(SCALE * (1 - used)));
    }
    double seconds = spans.number(Fact.QUEUE_SECONDS);
    isTold[row] = seconds >= 0 && spans.step(row) != Step.QUEUE;
    if (isTold[row]) {
      addCall(spans, row, Math.round(seconds * 1e9));
    }
    int parent = spans.parent(row);
    boolean isQueue = spans.step(row) == Step.QUEUE && parent != TraceView.NONE;
    if (isQueue && !isTold[parent]) {
      addCall(spans, parent, spans.view().durationNanos(row));
    }
  }

  private void addCall(SpanFacts spans, int call, long queueNanos) {
    Tally tally = tally(spans);
    tally.queues.add(queueNanos, spans.weight());
    tally.callNanos += spans.weight() * Math.max(queueNanos, spans.view().durationNanos(call));
    tally.callWaitNanos += spans.weight() * spans.waitNanos(call);
    tally.evidence.add(spans.view().traceId(), queueNanos);
  }

  private Tally tally(SpanFacts spans) {
    return tallies.computeIfAbsent(
        new Key(spans.service(), spans.model(spans.row())), _ -> new Tally());
  }

  @Override
  public void conclude(Conclusions to) {
    List<Conclusions.Place> told = new ArrayList<>();
    tallies.forEach((key, tally) -> {
      Conclusions.Place place =
          new Conclusions.Place(to.names().service(key.service), "", to.model(key.model));
      if (concludeQueue(to, place, tally)) {
        told.add(place);
      }
      concludeIdle(to, place, tally);
    });
    for (Capacity.Load load : to.capacity().loads()) {
      Conclusions.Place place = new Conclusions.Place(load.service(), "", load.model());
      boolean isNear =
          load.headroom().isPresent()
              && load.headroom().getAsDouble() < HEADROOM_MIN
              && load.maxConcurrency() >= CONCURRENCY_MIN;
      if (isNear && !told.contains(place)) {
        concludeKnee(to, place, load);
      }
    }
  }

  private static boolean concludeQueue(Conclusions to, Conclusions.Place place, Tally tally) {
    double queued = tally.queues.sum();
    double share = tally.callNanos == 0 ? 0 : queued / tally.callNanos;
    if (tally.queues.size() < Math.max(SAMPLES_MIN, to.samplesMin())
        || share < QUEUE_SHARE_MIN
        || tally.queues.mean() < QUEUE_NANOS_MIN) {
      return false;
    }
    double work = tally.callNanos - queued;
    double saved = Math.max(0, queued - QUEUE_LEFT * work);
    boolean isUsed = tally.utilisation.size() >= to.samplesMin();
    to.add(
        Rule.SCALING,
        place,
        "%s of the time of calls of %s in %s is spent in a queue (%s each, p95 %s): add instances, or take faster ones"
            .formatted(
                Words.percent(share),
                place.model().isEmpty() ? "models" : place.model(),
                Words.service(place.service()),
                Words.duration(tally.queues.mean()),
                Words.duration(tally.queues.quantile(0.95))),
        to.latency(
            saved * tally.callWaitNanos / tally.callNanos,
            "as if calls queued for a tenth of the time they work, as far as requests waited for them"),
        List.of(
            Measured.count("calls", tally.queues.weight()),
            Measured.nanos("queue time, mean", tally.queues.mean()),
            Measured.nanos("queue time, p95", tally.queues.quantile(0.95)),
            Measured.share("of the calls' time", share),
            Measured.share(
                "utilisation, mean", isUsed ? tally.utilisation.mean() / SCALE : Double.NaN)),
        tally.evidence.evidence());
    return true;
  }

  private static void concludeIdle(Conclusions to, Conclusions.Place place, Tally tally) {
    double high = tally.utilisation.quantile(0.95) / SCALE;
    double share = tally.callNanos == 0 ? 0 : tally.queues.sum() / tally.callNanos;
    if (tally.utilisation.size() < Math.max(SAMPLES_MIN, to.samplesMin())
        || high >= UTILISATION_LOW
        || share > QUEUE_LEFT) {
      return;
    }
    to.add(
        Rule.RIGHT_SIZING,
        place,
        "%s%s uses at most %s of its device: take a smaller one, fewer instances, or share it"
            .formatted(
                Words.service(place.service()),
                place.model().isEmpty() ? "" : " (" + place.model() + ")",
                Words.percent(high)),
        new Gain(
            Gain.Kind.RESOURCES,
            1 - high / UTILISATION_GOAL,
            Double.NaN,
            "of the device's capacity, if 95 %% of the time %s of it may be in use"
                .formatted(Words.percent(UTILISATION_GOAL))),
        List.of(
            Measured.count("samples", tally.utilisation.weight()),
            Measured.share("utilisation, mean", tally.utilisation.mean() / SCALE),
            Measured.share("utilisation, p95", high)),
        tally.idle.evidence());
  }

  private static void concludeKnee(Conclusions to, Conclusions.Place place, Capacity.Load load) {
    double knee = load.kneePerSecond().orElse(Double.NaN);
    double seconds = to.capacity().bucketNanos() / 1e9;
    double flatCalls = 0;
    double flatNanos = 0;
    for (Capacity.Point point : load.points()) {
      if (point.perSecond() <= knee) {
        flatCalls += point.perSecond();
        flatNanos += point.perSecond() * point.latencyNanos();
      }
    }
    double flat = flatCalls == 0 ? 0 : flatNanos / flatCalls;
    double excess = 0;
    for (Capacity.Point point : load.points()) {
      if (point.perSecond() > knee) {
        excess += seconds * point.perSecond() * Math.max(0, point.latencyNanos() - flat);
      }
    }
    to.add(
        Rule.SCALING,
        place,
        "%s%s gets slower above %s calls/s and is at %s of that: add capacity"
            .formatted(
                Words.service(place.service()),
                place.model().isEmpty() ? "" : " (" + place.model() + ")",
                Words.number(knee),
                Words.percent(1 / (1 + load.headroom().orElse(0)))),
        to.latency(
            excess,
            "what calls take longer above the knee than below it, if requests wait for all of it: an upper"
                + " bound"),
        List.of(
            Measured.count("knee, calls/s", knee),
            Measured.share("head-room", load.headroom().orElse(Double.NaN)),
            Measured.nanos("latency below", flat),
            Measured.count("calls at once, highest", load.maxConcurrency())),
        load.evidence());
  }
}
