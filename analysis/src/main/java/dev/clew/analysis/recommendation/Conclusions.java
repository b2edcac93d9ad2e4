// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.figure.Evidence;
import dev.clew.analysis.trace.TraceNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what rules conclude, and leaves out what would gain nothing worth mentioning. */
final class Conclusions {

  private static final int EACH_MAX = 5;

  private final TraceNames names;
  private final ModelCodes models;
  private final double requests;
  private final double requestNanos;
  private final int samplesMin;
  private final Capacity capacity;
  private final Map<Rule, List<Recommendation>> byRule = new EnumMap<>(Rule.class);

  /** What all rules are told about the requests as a whole. */
  record Whole(double requests, double requestNanos, int samplesMin, Capacity capacity) {}

  Conclusions(TraceNames names, ModelCodes models, Whole whole) {
    this.names = names;
    this.models = models;
    this.requests = whole.requests;
    this.requestNanos = whole.requestNanos;
    this.samplesMin = whole.samplesMin;
    this.capacity = whole.capacity;
  }

  TraceNames names() {
    return names;
  }

  /** A model and its version for people; empty if the code is of none. */
  String model(int code) {
    return models.label(code);
  }

  /** How often something must have been seen to be judged. */
  int samplesMin() {
    return samplesMin;
  }

  /** How many requests there were, weighted. */
  double requests() {
    return requests;
  }

  /** What services and models carry. */
  Capacity capacity() {
    return capacity;
  }

  /** The gain of requests waiting so much less, all of them together. */
  Gain latency(double savedNanos, String estimate) {
    double saved = Math.clamp(savedNanos, 0, requestNanos);
    return new Gain(
        Gain.Kind.LATENCY,
        requestNanos == 0 ? 0 : saved / requestNanos,
        requests == 0 ? 0 : saved / requests,
        estimate);
  }

  /** Where a recommendation applies. */
  record Place(String service, String operation, String model) {}

  Place operation(int operation) {
    return new Place(names.service(names.serviceOf(operation)), names.operation(operation), "");
  }

  void add(
      Rule rule, Place place, String text, Gain gain, List<Measured> figures, Evidence evidence) {
    if (gain.isWorthwhile()) {
      byRule
          .computeIfAbsent(rule, _ -> new ArrayList<>())
          .add(
              new Recommendation(
                  rule,
                  gain.impact(),
                  place.service,
                  place.operation,
                  place.model,
                  text,
                  gain,
                  figures,
                  evidence));
    }
  }

  /** The best of each rule. */
  Recommendations recommendations() {
    List<Recommendation> all = new ArrayList<>();
    for (List<Recommendation> each : byRule.values()) {
      each.sort(
          Comparator.comparingDouble(Recommendation::impact)
              .reversed()
              .thenComparing(Recommendation::text));
      all.addAll(each.size() > EACH_MAX ? each.subList(0, EACH_MAX) : each);
    }
    return Recommendations.of(all);
  }
}
