// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.analysis.aggregate.CriticalPathAnalysis;
import dev.clew.analysis.diagnosis.Diagnoses;
import dev.clew.analysis.diagnosis.Diagnosis;
import dev.clew.analysis.diagnosis.DiagnosisQuery;
import dev.clew.analysis.path.BatchWait;
import dev.clew.analysis.path.BatchWaits;
import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Report;
import dev.clew.analysis.report.ReportBuilder;
import dev.clew.analysis.report.VersionSearch;
import dev.clew.analysis.report.WhatIf;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Projection;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.ErrorEnvelope;
import dev.clew.query.http.QueryCall;
import dev.clew.query.http.QueryHandler;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Analyses of many traces, and the critical path of one, under {@code /api/clew/v1/analysis}.
 *
 * <p>See {@code docs/reference/analysis.md} for every route, parameter and answer.
 *
 * <p>Threads: any number of requests at once.
 */
public final class AnalysisApi {

  /** What the routes below a base path begin with. */
  public static final String PATH = "/api/clew/v1/analysis";

  private static final int LINKED_TRACES_MAX = 50;

  private final TraceReader reader;
  private final QueryRunner runner;
  private final InstantSource clock;
  private final Diagnoses diagnoses;
  private final AnswerCache<AnalysisParameters, Report> reports;
  private final AnswerCache<DiagnosisQuery, Diagnosis> diagnosed;
  private final ErrorEnvelope errors = new V3Errors();

  /** An API that is not served yet. */
  public AnalysisApi(TraceReader reader, QueryRunner runner, InstantSource clock) {
    this.reader = reader;
    this.runner = runner;
    this.clock = clock;
    this.diagnoses = new Diagnoses(reader);
    this.reports = new AnswerCache<>(reader, report -> report.coverage().partial());
    this.diagnosed = new AnswerCache<>(reader, Diagnosis::partial);
  }

  /**
   * Adds the routes to a server.
   *
   * @param basePath what comes before {@link #PATH}: empty, or {@code /} and a name
   */
  public void addTo(ServerBuilder server, String basePath) {
    String api = basePath + PATH;
    get(server, api, "report", this::report);
    get(server, api, "performance", section("performance", Report::performance));
    get(server, api, "bottlenecks", section("bottlenecks", Report::bottlenecks));
    get(server, api, "errors", section("errors", Report::errors));
    get(server, api, "dependencies", section("dependencies", Report::dependencies));
    get(server, api, "capacity", section("capacity", Report::capacity));
    get(server, api, "quality", section("quality", Report::quality));
    get(server, api, "recommendations", section("recommendations", Report::recommendations));
    get(server, api, "findings", section("findings", Report::findings));
    get(server, api, "what-if", this::whatIf);
    get(server, api, "diagnose", this::diagnose);
    get(server, api, "root-cause", this::rootCause);
    get(server, api, "versions", this::versions);
    get(server, api, "critical-path", this::criticalPaths);
    server
        .route()
        .get(api + "/critical-path/{id}")
        .build(runner.service("analysis/critical-path", errors, this::criticalPath));
  }

  private void get(ServerBuilder server, String api, String name, QueryHandler handler) {
    HttpService service = runner.service("analysis/" + name, errors, handler);
    server.route().get(api + "/" + name).build(service);
  }

  private void report(QueryCall call) {
    Report report = build(call);
    Report answer =
        call.parameters().text(DiagnosisParameters.COMPARE).isEmpty()
            ? report
            : report.with(diagnosis(call, DiagnosisParameters.SLOW));
    call.writeJson(json -> AnalysisJson.write(json, answer));
  }

  private void diagnose(QueryCall call) {
    Diagnosis diagnosis = diagnosis(call, DiagnosisParameters.SLOW);
    call.writeJson(json -> AnalysisJson.write(json, diagnosis));
  }

  private Diagnosis diagnosis(QueryCall call, String otherwise) {
    DiagnosisQuery question = DiagnosisParameters.of(call.parameters(), clock.instant(), otherwise);
    Diagnosis diagnosis =
        diagnosed.get(question, () -> diagnoses.diagnose(question, call.searchContext()));
    if (diagnosis.partial()) {
      call.markPartial();
    }
    return diagnosis;
  }

  private void rootCause(QueryCall call) {
    DiagnosisQuery question =
        DiagnosisParameters.of(call.parameters(), clock.instant(), DiagnosisParameters.BASELINE);
    Diagnosis ranked = diagnoses.rankServices(question, call.searchContext());
    if (ranked.partial()) {
      call.markPartial();
    }
    call.writeJson(json -> AnalysisJson.write(json, ranked));
  }

  private void versions(QueryCall call) {
    AnalysisParameters parameters = AnalysisParameters.of(call.parameters(), clock.instant());
    VersionSearch.Answer answer =
        new VersionSearch(
                reader, parameters.query(), DiagnosisParameters.versions(call.parameters()))
            .answer(call.searchContext());
    if (answer.coverage().partial()) {
      call.markPartial();
    }
    call.writeJson(json -> AnalysisJson.write(json, answer));
  }

  private QueryHandler section(String name, Function<Report, Object> part) {
    return call -> {
      Report report = build(call);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("coverage", report.coverage());
      answer.put(name, part.apply(report));
      call.writeJson(json -> AnalysisJson.write(json, answer));
    };
  }

  private Report build(QueryCall call) {
    AnalysisParameters parameters = AnalysisParameters.of(call.parameters(), clock.instant());
    Report report =
        reports.get(
            parameters,
            () ->
                new ReportBuilder(
                        reader, parameters.query(), parameters.impact(), parameters.samplesMin())
                    .build(call.searchContext()));
    if (report.coverage().partial()) {
      call.markPartial();
    }
    return report;
  }

  private void whatIf(QueryCall call) {
    AnalysisParameters parameters = AnalysisParameters.of(call.parameters(), clock.instant());
    String service = call.parameters().requiredText("withoutService");
    String operation = call.parameters().text("withoutOperation").orElse("");
    double faster = AnalysisParameters.faster(call.parameters(), 1);
    WhatIf.Answer answer =
        new WhatIf(reader, parameters.query(), service, operation, faster)
            .answer(call.searchContext());
    call.writeJson(json -> AnalysisJson.write(json, answer));
  }

  private void criticalPaths(QueryCall call) {
    AnalysisParameters parameters = AnalysisParameters.of(call.parameters(), clock.instant());
    double faster =
        AnalysisParameters.faster(call.parameters(), CriticalPathAnalysis.FASTER_DEFAULT);
    CriticalPathSearch.Answer answer =
        new CriticalPathSearch(reader, parameters.query(), faster).answer(call.searchContext());
    if (answer.coverage().partial()) {
      call.markPartial();
    }
    call.writeJson(json -> AnalysisJson.write(json, answer));
  }

  private void criticalPath(QueryCall call) {
    TraceId id = TraceIdText.parse("id", call.pathParameter("id"));
    TraceViews views = new TraceViews();
    CriticalPath path;
    try (TraceChunks chunks = reader.trace(id, call.searchContext())) {
      List<TraceView> found = views.list(chunks.toList());
      if (found.isEmpty()) {
        throw ApiException.notFound("trace not found");
      }
      path = new CriticalPathFinder().find(found.getFirst());
    }
    List<BatchWait> batches = batches(path, views, call);
    call.writeJson(json -> CriticalPathJson.write(json, path, batches));
  }

  /** What a path waited for in batches: traces with spans linked to or from it are read. */
  private List<BatchWait> batches(CriticalPath path, TraceViews views, QueryCall call) {
    BatchWaits waits = new BatchWaits();
    waits.add(path);
    Set<TraceId> ids = new LinkedHashSet<>(waits.linkedTraces());
    TraceId id = path.view().traceId();
    TraceQuery backlinks =
        TraceQuery.newest(SpanFilter.linksTo(id), TimeRange.ALL, LINKED_TRACES_MAX);
    ids.addAll(reader.find(backlinks, call.searchContext()).ids());
    ids.remove(id);
    List<TraceId> few = ids.stream().limit(LINKED_TRACES_MAX).toList();
    if (!few.isEmpty()) {
      Projection reads = TraceViews.READS.and(waits.reads());
      try (TraceChunks chunks = reader.traces(few, reads, call.searchContext())) {
        views.list(chunks.toList()).forEach(waits::addTrace);
      }
    }
    List<BatchWait> found = new ArrayList<>();
    waits.forEach((_, wait) -> found.add(wait));
    return found;
  }
}
