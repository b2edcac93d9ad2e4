// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static dev.clew.analysis.figure.Words.count;
import static dev.clew.analysis.figure.Words.duration;
import static dev.clew.analysis.figure.Words.number;
import static dev.clew.analysis.figure.Words.percent;

import dev.clew.analysis.aggregate.CriticalPaths;
import dev.clew.analysis.diagnosis.Diagnosis;
import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.performance.Performance;
import dev.clew.analysis.quality.TraceQuality;
import dev.clew.analysis.report.Coverage;
import dev.clew.analysis.report.Report;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a report people read as sentences, the same in text and HTML. */
final class ReportLines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ReportLines() {}

  static String title(Report report) {
    String what = report.service().isEmpty() ? "all services" : report.service();
    return "Analysis of " + what + (report.operation().isEmpty() ? "" : ", " + report.operation());
  }

  static String title(CriticalPaths paths) {
    return "Critical path of " + count(paths.requests()) + " requests";
  }

  static String coverage(Coverage coverage) {
    String matching =
        coverage.tracesMatching().isPresent()
            ? " of " + count(coverage.tracesMatching().getAsLong())
            : "";
    String sampled =
        Math.round(coverage.weight()) == coverage.requests()
            ? ""
            : ", which stand for " + count(coverage.weight());
    String from =
        coverage.requests() == 0
            ? ""
            : "; " + time(coverage.startNanos()) + " to " + time(coverage.endNanos()) + " UTC";
    return count(coverage.requests())
        + " requests"
        + sampled
        + " in "
        + count(coverage.tracesUsed())
        + matching
        + " traces, "
        + count(coverage.spans())
        + " spans"
        + from
        + coverage.incomplete().map(reason -> " (" + reason + ")").orElse("");
  }

  static List<String> figures(Report report) {
    List<String> lines = new ArrayList<>();
    Performance performance = report.performance();
    Distribution.Summary latency = performance.latencyNanos();
    lines.add(
        "Latency      mean %s, median %s, p95 %s, p99 %s, min %s, max %s, deviation %s"
            .formatted(
                duration(latency.mean()),
                duration(latency.median()),
                duration(latency.p95()),
                duration(latency.p99()),
                duration(latency.min()),
                duration(latency.max()),
                duration(latency.deviation())));
    lines.add(
        "Success      %s; %s requests with an error somewhere, of which %s failed"
            .formatted(
                percent(performance.successRate()),
                count(report.errors().requestsWithErrors()),
                count(report.errors().failedRequests())));
    lines.add(
        "Throughput   mean %s/s, max %s/s over five minutes, variability %s"
            .formatted(
                number(performance.throughput().meanPerSecond()),
                number(performance.throughput().maxPerSecond()),
                number(performance.throughput().variability())));
    for (Performance.Utilisation used : performance.utilisation()) {
      lines.add(
          "Utilisation  %s mean %s, p95 %s, max %s"
              .formatted(
                  used.attribute(),
                  number(used.values().mean() / 1000),
                  number(used.values().p95() / 1000.0),
                  number(used.values().max() / 1000.0)));
    }
    lines.add(quality(report.quality()));
    return lines;
  }

  /** What was compared, and what explains the difference; a heading first. */
  static List<String> diagnosis(Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "What sets %s (%s traces) apart from %s (%s)%s"
            .formatted(
                diagnosis.selected(),
                count(diagnosis.selectedTraces()),
                diagnosis.reference(),
                count(diagnosis.referenceTraces()),
                diagnosis.incomplete().map(reason -> "; " + reason).orElse("")));
    if (diagnosis.selectedTraces() == 0 || diagnosis.referenceTraces() == 0) {
      lines.add("  One of the two is empty, so there is nothing to compare.");
    } else if (diagnosis.causes().isEmpty()) {
      lines.add("  Nothing that spans say of themselves explains it.");
    }
    return lines;
  }

  private static String quality(TraceQuality quality) {
    String overhead =
        quality.overheadRatio().isPresent()
            ? "; instrumentation costs " + percent(quality.overheadRatio().getAsDouble()) + " more"
            : "";
    return "Traces       %s complete: %s spans without their parent, %s traces without one root, %s spans with skewed clocks%s"
        .formatted(
            percent(quality.completeness()),
            count(quality.orphans()),
            count(quality.rootMismatches()),
            count(quality.skewedSpans()),
            overhead);
  }

  private static String time(long nanos) {
    return TIME.format(Instant.ofEpochSecond(0, nanos / NANOS_PER_SECOND * NANOS_PER_SECOND));
  }
}
