// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.analysis.trace.TraceView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models that are loaded while requests wait. The first load by an instance is a cold start, every
 * other one means that the model was not kept. Where spans do not say which instance they are of,
 * loads count as repeated if there is one for every fifth call or more, else as first ones.
 */
final class ModelLoads implements RuleCheck {

  private static final int LOADS_MIN = 5;
  private static final double UNKNOWN_INSTANCE_RATE = 0.2;

  private final Map<Key, Map<String, Integer>> loadsByInstance = new HashMap<>();
  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private final Map<Key, Double> calls = new HashMap<>();

  private record Key(int service, int model) {}

  private static final class Tally {
    final Loads first = new Loads();
    final Loads repeated = new Loads();
    final Loads unknown = new Loads();
  }

  private static final class Loads {
    final EvidenceCollector evidence = new EvidenceCollector();
    double count;
    double nanos;
    double waitNanos;

    void add(SpanFacts spans) {
      double weight = spans.weight();
      long nanos = spans.view().durationNanos(spans.row());
      this.count += weight;
      this.nanos += weight * nanos;
      this.waitNanos += weight * spans.waitNanos();
      evidence.add(spans.view().traceId(), nanos);
    }
  }

  @Override
  public void add(SpanFacts spans) {
    int row = spans.row();
    Key key = new Key(spans.service(), spans.model(row));
    if (spans.step(row) != Step.LOAD_MODEL) {
      if (spans.isModelCall(row)) {
        calls.merge(key, spans.weight(), Double::sum);
      }
      return;
    }
    int parent = spans.parent(row);
    if (parent != TraceView.NONE && spans.step(parent) == Step.LOAD_MODEL) {
      return; // a part of the load
    }
    Tally tally = tallies.computeIfAbsent(key, _ -> new Tally());
    String instance = spans.instance();
    if (instance.isEmpty()) {
      tally.unknown.add(spans);
      return;
    }
    int before =
        loadsByInstance.computeIfAbsent(key, _ -> new HashMap<>()).merge(instance, 1, Integer::sum);
    (before == 1 ? tally.first : tally.repeated).add(spans);
  }

  @Override
  public void conclude(Conclusions to) {
    tallies.forEach((key, tally) -> {
      int instances = loadsByInstance.getOrDefault(key, Map.of()).size();
      addRepeated(to, key, tally.repeated, instances);
      addCold(to, key, tally.first);
      double called = calls.getOrDefault(key, 0.0);
      if (tally.unknown.count >= UNKNOWN_INSTANCE_RATE * called) {
        addRepeated(to, key, tally.unknown, 0);
      } else {
        addCold(to, key, tally.unknown);
      }
    });
  }

  private static void addRepeated(Conclusions to, Key key, Loads loads, int instances) {
    if (loads.evidence.spans() < LOADS_MIN) {
      return;
    }
    String where = instances == 0 ? "" : " again by " + Words.count(instances) + " instances";
    to.add(
        Rule.MODEL_CACHING,
        place(to, key),
        "%s loaded %s %s times%s (%s each): keep it in memory between requests"
            .formatted(
                Words.service(to.names().service(key.service)),
                model(to, key),
                Words.count(loads.count),
                where,
                Words.duration(loads.nanos / loads.count)),
        to.latency(
            loads.waitNanos,
            instances == 0
                ? "the time that requests waited for loads"
                : "the time that requests waited for loads after the first of each instance"),
        List.of(
            Measured.count("loads", loads.count),
            Measured.count("instances", instances == 0 ? Double.NaN : instances),
            Measured.nanos("time of a load", loads.nanos / loads.count),
            Measured.nanos("wait for a load", loads.waitNanos / loads.count)),
        loads.evidence.evidence());
  }

  private static void addCold(Conclusions to, Key key, Loads loads) {
    if (loads.evidence.spans() < LOADS_MIN) {
      return;
    }
    to.add(
        Rule.COLD_START,
        place(to, key),
        "requests wait %s while %s loads %s for the first time: load it before an instance takes traffic"
            .formatted(
                Words.duration(loads.waitNanos / loads.count),
                Words.service(to.names().service(key.service)),
                model(to, key)),
        to.latency(loads.waitNanos, "the time that requests waited for first loads"),
        List.of(
            Measured.count("first loads", loads.count),
            Measured.nanos("time of a load", loads.nanos / loads.count),
            Measured.nanos("wait for a load", loads.waitNanos / loads.count)),
        loads.evidence.evidence());
  }

  private static Conclusions.Place place(Conclusions to, Key key) {
    TraceNames names = to.names();
    return new Conclusions.Place(names.service(key.service), "", to.model(key.model));
  }

  private static String model(Conclusions to, Key key) {
    String model = to.model(key.model);
    return model.isEmpty() ? "a model" : model;
  }
}
