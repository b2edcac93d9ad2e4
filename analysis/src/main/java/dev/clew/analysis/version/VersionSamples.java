// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import dev.clew.analysis.figure.Evidence;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.statistics.Samples;
import dev.clew.analysis.trace.TraceNames;
import dev.clew.model.TraceId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The figures of one version of a model, by operation. Threads: one at a time. */
final class VersionSamples {

  private final TraceNames names;
  private final String version;
  private final Map<Kind, Map<Integer, Samples>> byKind = new EnumMap<>(Kind.class);
  private final EvidenceCollector evidence = new EvidenceCollector();
  private long firstNanos = Long.MAX_VALUE;
  private int count;

  /** What is compared; larger is worse. */
  enum Kind {
    /** How long a span took, in milliseconds. */
    LATENCY,
    /** 1 for a span in error, else 0. */
    ERRORS,
    /** The confidence of a prediction, negative. */
    UNSURENESS,
    /** What a call costs, in dollars. */
    COST
  }

  VersionSamples(TraceNames names, String version) {
    this.names = names;
    this.version = version;
    for (Kind kind : Kind.values()) {
      byKind.put(kind, new HashMap<>());
    }
  }

  String version() {
    return version;
  }

  /** How many calls of the model there were. */
  int count() {
    return count;
  }

  /** When the first of them began, epoch nanoseconds. */
  long firstNanos() {
    return firstNanos;
  }

  /** What the figures stand on. */
  Evidence evidence() {
    return evidence.evidence();
  }

  /** A call of the model. */
  void addCall(TraceId trace, long startNanos, long score) {
    count++;
    firstNanos = Math.min(firstNanos, startNanos);
    evidence.add(trace, score);
  }

  /** A figure of a span; NaN if it does not say it. */
  void add(Kind kind, int operation, double value) {
    if (!Double.isNaN(value)) {
      byKind.getOrDefault(kind, Map.of()).computeIfAbsent(operation, _ -> new Samples()).add(value);
    }
  }

  /** Gives one figure to a comparison; the same route of two versions is one operation there. */
  void addTo(Strata strata, Kind kind, boolean isCandidate) {
    byKind
        .getOrDefault(kind, Map.of())
        .forEach((operation, samples) -> {
          String name = names.operation(operation).replace(version, "{version}");
          String stratum = names.service(names.serviceOf(operation)) + " " + name;
          for (int i = 0; i < samples.size(); i++) {
            strata.add(stratum, isCandidate, samples.get(i));
          }
        });
  }
}
