// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import com.linecorp.armeria.common.QueryParams;
import dev.clew.analysis.aggregate.CriticalPathAnalysis;
import dev.clew.analysis.diagnosis.Diagnoses;
import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Report;
import dev.clew.analysis.report.ReportBuilder;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import java.time.Instant;
import java.util.Optional;

/**
 * The same answers as those of {@link AnalysisApi}, from a store without a server. Nothing is added
 * to it any more, so now is when its newest trace begins.
 *
 * <p>What cannot be read throws {@link dev.clew.query.parameter.ParameterException}. Threads: one
 * at a time.
 */
public final class StoredAnalysis {

  private final TraceReader reader;
  private final QueryContext context;
  private final Parameters parameters;
  private final Instant now;

  /**
   * An analysis that has read nothing but when the newest trace begins.
   *
   * @param query the parameters as the routes take them, {@code service=shop&lookback=1h}
   * @param context limits of each reading of the store
   */
  public StoredAnalysis(TraceReader reader, String query, QueryContext context) {
    this.reader = reader;
    this.context = context;
    this.parameters = new Parameters(QueryParams.fromQueryString(query));
    this.now = newest();
  }

  /** What the route {@code report} answers. */
  public Report report() {
    AnalysisParameters what = AnalysisParameters.of(parameters, now);
    Report report =
        new ReportBuilder(reader, what.query(), what.impact(), what.samplesMin()).build(context);
    return parameters.text(DiagnosisParameters.COMPARE).isEmpty()
        ? report
        : report.with(
            new Diagnoses(reader)
                .diagnose(
                    DiagnosisParameters.of(parameters, now, DiagnosisParameters.SLOW), context));
  }

  /** What the route {@code critical-path} answers. */
  public CriticalPathSearch.Answer criticalPaths() {
    double faster = AnalysisParameters.faster(parameters, CriticalPathAnalysis.FASTER_DEFAULT);
    return new CriticalPathSearch(reader, AnalysisParameters.query(parameters, now), faster)
        .answer(context);
  }

  private Instant newest() {
    TraceQuery query =
        new TraceQuery(
            SpansetExpression.spans(SpanFilter.all()),
            TimeRange.ALL,
            TraceSort.NEWEST,
            1,
            Optional.empty(),
            false);
    return reader.search(query, context).traces().stream()
        .findFirst()
        .map(StoredAnalysis::start)
        .orElse(Instant.EPOCH);
  }

  private static Instant start(TraceSummary trace) {
    return Instant.EPOCH.plusNanos(trace.startNanos());
  }
}
