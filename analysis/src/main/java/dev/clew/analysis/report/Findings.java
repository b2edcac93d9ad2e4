// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.bottleneck.Bottlenecks;
import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.dependency.Dependencies;
import dev.clew.analysis.dependency.Dependencies.PatternKind;
import dev.clew.analysis.error.Errors;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.quality.TraceQuality;
import dev.clew.analysis.report.Finding.Kind;
import dev.clew.analysis.version.Verdict;
import dev.clew.analysis.version.VersionReport;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts what matters most into words.
 *
 * <p>Severity, 0 to 10: of a bottleneck ten times its share of the waiting; of variability ten
 * times the share that would be gone without it; of errors ten times the root of the share of
 * requests that failed by them (hidden ones: of the requests that had them, halved, because nobody
 * noticed); of a pattern ten times the share of the requests' time that it costs at most, halved,
 * because calls in a row may need each other; of saturation 9, of head-room below a fifth 6; of
 * traces with holes ten times what is missing.
 */
final class Findings {

  private static final double SHARE_MIN = 0.10;
  private static final double POTENTIAL_MIN = 0.05;
  private static final double ERRORS_MIN = 0.002;
  private static final double PATTERN_MIN = 0.03;
  private static final double HEADROOM_MIN = 0.2;
  private static final double COMPLETENESS_MIN = 0.98;
  private static final double WORSE_VERSION = 8;
  private static final int LIST_MAX = 12;

  private final List<Finding> findings = new ArrayList<>();

  void add(Bottlenecks bottlenecks) {
    for (Bottlenecks.Operation operation : bottlenecks.operations()) {
      if (operation.pathShare() >= SHARE_MIN) {
        add(
            Kind.BOTTLENECK,
            10 * operation.pathShare(),
            operation.service(),
            operation.name(),
            "%s of the time that requests wait is %s in %s (mean %s, p95 %s); without it a request would end %s sooner"
                .formatted(
                    Words.percent(operation.pathShare()),
                    operation.name(),
                    Words.service(operation.service()),
                    Words.duration(operation.latencyNanos().mean()),
                    Words.duration(operation.latencyNanos().p95()),
                    Words.duration(operation.savedNanosPerRequest())),
            operation.evidence().exemplars());
      }
      double variable = operation.potential() * operation.pathShare();
      if (variable >= POTENTIAL_MIN) {
        add(
            Kind.VARIABILITY,
            10 * variable,
            operation.service(),
            operation.name(),
            "%s in %s varies: median %s, p99 %s; were it never slower than its median, requests would take %s less time"
                .formatted(
                    operation.name(),
                    Words.service(operation.service()),
                    Words.duration(operation.latencyNanos().median()),
                    Words.duration(operation.latencyNanos().p99()),
                    Words.percent(variable)),
            operation.evidence().exemplars());
      }
    }
  }

  void add(Errors errors) {
    for (Errors.Origin origin : errors.origins()) {
      double failed = origin.failedRequests() / Math.max(1, errors.requests());
      if (failed >= ERRORS_MIN) {
        add(
            Kind.ERROR,
            Math.min(10, 10 * Math.sqrt(failed)),
            origin.service(),
            origin.operation(),
            "%s of requests fail because of %s in %s: %s%s"
                .formatted(
                    Words.percent(failed),
                    origin.operation(),
                    Words.service(origin.service()),
                    origin.type(),
                    message(origin)),
            origin.evidence().exemplars());
      }
    }
    for (Errors.Hidden hidden : errors.hidden()) {
      double share = hidden.count() / Math.max(1, errors.requests());
      if (share >= ERRORS_MIN) {
        add(
            Kind.HIDDEN_ERROR,
            Math.min(10, 5 * Math.sqrt(share)),
            hidden.service(),
            hidden.operation(),
            "%s hides failures of %s (%s requests, %s wasted each): %s"
                .formatted(
                    Words.service(hidden.service()),
                    hidden.failedCall(),
                    Words.count(hidden.count()),
                    Words.duration(hidden.costNanos()),
                    remedy(hidden)),
            hidden.evidence().exemplars());
      }
    }
  }

  void add(Dependencies dependencies) {
    double requestNanos =
        dependencies.chains().stream()
            .mapToDouble(chain -> chain.count() * chain.latencyNanos().mean())
            .sum();
    for (Dependencies.Pattern pattern : dependencies.patterns()) {
      double share =
          requestNanos == 0 ? 0 : pattern.savedNanos() * pattern.occurrences() / requestNanos;
      if (share >= PATTERN_MIN && pattern.kind() != PatternKind.CHATTY_PAIR) {
        add(
            Kind.PATTERN,
            Math.min(10, 5 * share),
            pattern.service(),
            pattern.operation(),
            "%s in %s makes %s calls one after the other (%s): up to %s less if they ran side by side or as one"
                .formatted(
                    pattern.operation(),
                    Words.service(pattern.service()),
                    Words.number(pattern.callsEach()),
                    Words.list(pattern.calls()),
                    Words.duration(pattern.savedNanos())),
            pattern.evidence().exemplars());
      }
    }
  }

  void add(Capacity capacity) {
    for (Capacity.Load load : capacity.loads()) {
      if (load.headroom().isPresent() && load.headroom().getAsDouble() < HEADROOM_MIN) {
        boolean saturated = load.headroom().getAsDouble() < 0;
        add(
            Kind.CAPACITY,
            saturated ? 9 : 6,
            load.service(),
            "",
            "%s%s is %s: latency rises above %s calls/s"
                .formatted(
                    Words.service(load.service()),
                    load.model().isEmpty() ? "" : " (" + load.model() + ")",
                    saturated
                        ? "saturated"
                        : Words.percent(load.headroom().getAsDouble()) + " from saturation",
                    Words.number(load.kneePerSecond().orElse(0))),
            load.evidence().exemplars());
      }
    }
  }

  void add(TraceQuality quality) {
    if (quality.completeness() < COMPLETENESS_MIN) {
      String where =
          quality.brokenIn().isEmpty()
              ? ""
              : ", most in " + Words.service(quality.brokenIn().getFirst().service());
      add(
          Kind.QUALITY,
          10 * (1 - quality.completeness()),
          "",
          "",
          "traces have holes: %s complete, %s spans without their parent%s"
              .formatted(
                  Words.percent(quality.completeness()), Words.count(quality.orphans()), where),
          quality.evidence().exemplars());
    }
  }

  void add(List<VersionReport> versions) {
    for (VersionReport version : versions) {
      if (version.verdict() == Verdict.ROLL_BACK) {
        add(
            Kind.VERSION,
            WORSE_VERSION,
            "",
            "",
            "version %s of %s is worse than %s: %s"
                .formatted(
                    version.candidate(),
                    version.model().isEmpty() ? "a model without a name" : version.model(),
                    version.baseline(),
                    version.reason()),
            version.evidence().exemplars());
      }
    }
  }

  List<Finding> list() {
    findings.sort(
        Comparator.comparingDouble(Finding::severity)
            .reversed()
            .thenComparing(Finding::service)
            .thenComparing(Finding::text));
    return findings.size() > LIST_MAX ? findings.subList(0, LIST_MAX) : findings;
  }

  private void add(
      Kind kind,
      double severity,
      String service,
      String operation,
      String text,
      List<TraceId> exemplars) {
    findings.add(new Finding(kind, severity, service, operation, text, exemplars));
  }

  private static String message(Errors.Origin origin) {
    return origin.message().isEmpty() || origin.message().equals(origin.type())
        ? ""
        : " (" + origin.message() + ")";
  }

  private static String remedy(Errors.Hidden hidden) {
    return switch (hidden.kind()) {
      case RETRY -> "it tries again, and that works";
      case FALLBACK -> "it falls back to " + hidden.instead();
      case IGNORED -> "it goes on without";
    };
  }
}
