// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.bottleneck.BottleneckAnalysis;
import dev.clew.analysis.bottleneck.Bottlenecks;
import dev.clew.analysis.bottleneck.BusinessImpact;
import dev.clew.analysis.capacity.Capacity;
import dev.clew.analysis.capacity.CapacityAnalysis;
import dev.clew.analysis.dependency.Dependencies;
import dev.clew.analysis.dependency.DependencyAnalysis;
import dev.clew.analysis.error.ErrorAnalysis;
import dev.clew.analysis.error.Errors;
import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.performance.Performance;
import dev.clew.analysis.performance.PerformanceAnalysis;
import dev.clew.analysis.quality.QualityAnalysis;
import dev.clew.analysis.quality.TraceQuality;
import dev.clew.analysis.recommendation.RecommendationAnalysis;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.version.VersionAnalysis;
import dev.clew.analysis.version.VersionReport;
import dev.clew.model.Projection;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.List;
import java.util.Optional;

/**
 * Runs every analysis over the traces of a query in one pass.
 *
 * <p>Threads: one at a time; use once. Cost: O(n log n) in the spans of the traces; memory in
 * proportion to their number, 8 bytes or so for each span and figure.
 */
public final class ReportBuilder {

  private final AnalysisQuery query;
  private final TraceFeed feed;
  private final Requests requests;
  private final PerformanceAnalysis performance = new PerformanceAnalysis();
  private final BottleneckAnalysis bottlenecks;
  private final ErrorAnalysis errors;
  private final DependencyAnalysis dependencies;
  private final CapacityAnalysis capacity;
  private final QualityAnalysis quality;
  private final VersionAnalysis versions;
  private final RecommendationAnalysis recommendations;
  private final List<RequestAnalysis<?>> analyses;
  private final CoverageCounter coverage = new CoverageCounter();

  /** A builder that has read nothing yet. */
  public ReportBuilder(
      TraceReader reader, AnalysisQuery query, BusinessImpact impact, int samplesMin) {
    this.query = query;
    this.feed = new TraceFeed(reader);
    this.requests = new Requests(query);
    this.bottlenecks = new BottleneckAnalysis(feed.names(), impact, samplesMin);
    this.errors = new ErrorAnalysis(feed.names());
    this.dependencies = new DependencyAnalysis(feed.names());
    this.capacity =
        new CapacityAnalysis(
            feed.names(), Math.max(1, query.range().endNanos() - query.range().startNanos()));
    this.quality = new QualityAnalysis(feed.names());
    this.versions = new VersionAnalysis(feed.names(), VersionAnalysis.Versions.ALL);
    this.recommendations = new RecommendationAnalysis(feed.names(), samplesMin);
    this.analyses = List.of(performance, bottlenecks, errors, dependencies, capacity, versions);
  }

  /** Reads the traces and answers. */
  public Report build(QueryContext context) {
    TraceFeed.End end = feed.forEach(query, reads(), context, this::addTrace);
    Performance performed = performance.result();
    Bottlenecks slow = bottlenecks.result();
    Errors failed = errors.result();
    Dependencies calls = dependencies.result();
    Capacity carried = capacity.result();
    TraceQuality whole = quality.result();
    List<VersionReport> compared = versions.result();
    Findings findings = new Findings();
    findings.add(slow);
    findings.add(failed);
    findings.add(calls);
    findings.add(carried);
    findings.add(whole);
    findings.add(compared);
    return new Report(
        query.service().orElse(""),
        query.operation().orElse(""),
        coverage.coverage(end),
        findings.list(),
        performed,
        slow,
        failed,
        calls,
        carried,
        whole,
        recommendations.result(carried),
        compared,
        Optional.empty());
  }

  private Projection reads() {
    Projection reads = quality.reads().and(recommendations.reads());
    for (RequestAnalysis<?> analysis : analyses) {
      reads = reads.and(analysis.reads());
    }
    return reads;
  }

  private void addTrace(TraceView view) {
    coverage.add(view);
    quality.add(view);
    requests.forEach(view, this::addRequest);
  }

  private void addRequest(Request request) {
    coverage.add(request);
    for (RequestAnalysis<?> analysis : analyses) {
      analysis.add(request);
    }
    recommendations.add(request);
  }
}
