// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static dev.clew.analysis.figure.Words.count;
import static dev.clew.analysis.figure.Words.duration;
import static dev.clew.analysis.figure.Words.number;
import static dev.clew.analysis.figure.Words.percent;
import static dev.clew.analysis.figure.Words.service;

import dev.clew.analysis.bottleneck.Bottlenecks;
import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.dependency.Dependencies;
import dev.clew.analysis.error.Errors;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.report.Report;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a report people read as tables, the same in text and HTML. */
final class ReportTables {

  private static final int ROWS_MAX = 12;

  private ReportTables() {}

  static List<Table> of(Report report) {
    List<Table> tables =
        new ArrayList<>(report.diagnosis().map(DiagnosisTables::of).orElse(List.of()));
    tables.add(operations(report.bottlenecks()));
    tables.add(services(report.bottlenecks()));
    tables.add(origins(report.errors()));
    tables.add(hidden(report.errors()));
    tables.add(calls(report.dependencies()));
    tables.add(patterns(report.dependencies()));
    tables.add(chains(report.dependencies()));
    tables.add(capacity(report.capacity()));
    tables.addAll(VersionTables.of(report.versions()));
    tables.removeIf(table -> table.rows().isEmpty());
    return tables;
  }

  /** Trace ids that lead somewhere are the last column. */
  static String exemplar(List<TraceId> traces) {
    return traces.isEmpty() ? "" : traces.getFirst().toHex();
  }

  private static Table operations(Bottlenecks bottlenecks) {
    Table.Builder table =
        Table.of(
            "Where requests wait",
            "waiting: share of all requests' time that is this operation's own; sooner: how much earlier"
                + " a request would end without it; score: mean ms × ln(count + 1)",
            "service",
            "operation",
            ">count",
            ">mean",
            ">p95",
            ">max",
            ">waiting",
            ">sooner",
            ">score",
            "trace");
    for (Bottlenecks.Operation row : first(bottlenecks.operations())) {
      table.row(
          service(row.service()),
          row.name(),
          count(row.latencyNanos().count()),
          duration(row.latencyNanos().mean()),
          duration(row.latencyNanos().p95()),
          duration(row.latencyNanos().max()),
          percent(row.pathShare()),
          duration(row.savedNanosPerRequest()),
          number(row.score()),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table services(Bottlenecks bottlenecks) {
    Table.Builder table =
        Table.of(
            "Services",
            "waiting: share of the critical path, together 100 %; busy: own time by request time, which"
                + " counts work side by side twice",
            "service",
            ">spans",
            ">waiting",
            ">busy");
    for (Bottlenecks.ServiceShare row : first(bottlenecks.services())) {
      table.row(
          service(row.service()),
          count(row.spans()),
          percent(row.pathShare()),
          percent(row.exclusiveShare()));
    }
    return table.build();
  }

  private static Table origins(Errors errors) {
    Table.Builder table =
        Table.of(
            "Where errors begin",
            "failed: requests that failed because of it; the rest was hidden on the way",
            "service",
            "operation",
            "type",
            ">errors",
            ">rate",
            ">failed",
            "trace");
    for (Errors.Origin row : first(errors.origins())) {
      table.row(
          service(row.service()),
          row.operation(),
          row.type(),
          count(row.count()),
          percent(row.rate()),
          count(row.failedRequests()),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table hidden(Errors errors) {
    Table.Builder table =
        Table.of(
            "Errors that a retry or a fallback hid",
            "wasted: time of the failed calls, for each caller that hid them",
            "service",
            "operation",
            "what failed",
            "how",
            ">times",
            ">attempts",
            ">wasted",
            "trace");
    for (Errors.Hidden row : first(errors.hidden())) {
      table.row(
          service(row.service()),
          row.operation(),
          row.failedCall(),
          row.kind() == Errors.Kind.FALLBACK
              ? "then " + row.instead()
              : row.kind().name().toLowerCase(Locale.ROOT),
          count(row.count()),
          number(row.attempts()),
          duration(row.costNanos()),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table calls(Dependencies dependencies) {
    Table.Builder table =
        Table.of(
            "Calls between services",
            "fan-out: calls per request that has any; critical: share of all requests' time that is"
                + " spent waiting for these calls",
            "caller",
            "callee",
            ">calls",
            ">mean",
            ">p95",
            ">errors",
            ">retries",
            ">fan-out",
            ">cache hits",
            ">critical",
            "trace");
    for (Dependencies.Call row : first(dependencies.calls())) {
      table.row(
          service(row.caller()),
          service(row.callee()),
          count(row.count()),
          duration(row.latencyNanos().mean()),
          duration(row.latencyNanos().p95()),
          percent(row.errorRate()),
          count(row.retries()),
          number(row.fanOut()),
          Double.isNaN(row.cacheHitRate()) ? "" : percent(row.cacheHitRate()),
          percent(row.criticality()),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table patterns(Dependencies dependencies) {
    Table.Builder table =
        Table.of(
            "Patterns",
            "saves: at most, each time, if the calls ran side by side",
            "pattern",
            "service",
            "operation",
            "calls",
            ">times",
            ">calls each",
            ">saves",
            "trace");
    for (Dependencies.Pattern row : first(dependencies.patterns())) {
      table.row(
          switch (row.kind()) {
            case N_PLUS_ONE -> "N+1";
            case SEQUENTIAL_CALLS -> "one by one";
            case CHATTY_PAIR -> "chatty";
          },
          service(row.service()),
          row.operation(),
          Words.list(row.calls()),
          count(row.occurrences()),
          number(row.callsEach()),
          row.kind() == Dependencies.PatternKind.CHATTY_PAIR ? "" : duration(row.savedNanos()),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table chains(Dependencies dependencies) {
    Table.Builder table =
        Table.of(
            "Ways to the longest wait",
            "the services from the request down to the span that was waited for longest",
            "services",
            ">requests",
            ">mean",
            ">p95",
            "trace");
    for (Dependencies.Chain row : first(dependencies.chains())) {
      table.row(
          String.join(" → ", row.services()),
          count(row.count()),
          duration(row.latencyNanos().mean()),
          duration(row.latencyNanos().p95()),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static Table capacity(Capacity capacity) {
    Table.Builder table =
        Table.of(
            "Capacity",
            "at once: calls under way on average (rate × latency); knee: calls/s above which latency rises,"
                + " empty where traffic has not shown one",
            "service",
            "model",
            ">calls/s",
            ">max",
            ">latency",
            ">at once",
            ">knee",
            ">head-room",
            "saturation",
            "trace");
    for (Capacity.Load row : first(capacity.loads())) {
      table.row(
          service(row.service()),
          row.model(),
          number(row.meanPerSecond()),
          number(row.maxPerSecond()),
          duration(row.latencyNanos()),
          number(row.concurrency()),
          row.kneePerSecond().isPresent() ? number(row.kneePerSecond().getAsDouble()) : "",
          row.headroom().isPresent() ? percent(row.headroom().getAsDouble()) : "",
          saturation(row),
          exemplar(row.evidence().exemplars()));
    }
    return table.build();
  }

  private static String saturation(Capacity.Load load) {
    return switch (load.verdict()) {
      case UNKNOWN -> "unknown: too little to compare";
      case NOT_REACHED -> "not in sight";
      case SATURATED -> "now";
      case KNEE ->
          load.hoursToSaturation().isPresent()
              ? "in " + number(load.hoursToSaturation().getAsDouble()) + " h at this growth"
              : "not growing";
    };
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.size() > ROWS_MAX ? rows.subList(0, ROWS_MAX) : rows;
  }
}
