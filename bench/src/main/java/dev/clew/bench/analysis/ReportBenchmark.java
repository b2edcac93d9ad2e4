// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.analysis;

import dev.clew.analysis.bottleneck.BottleneckAnalysis;
import dev.clew.analysis.bottleneck.BusinessImpact;
import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.diagnosis.Comparison;
import dev.clew.analysis.diagnosis.Diagnoses;
import dev.clew.analysis.diagnosis.Diagnosis;
import dev.clew.analysis.diagnosis.DiagnosisQuery;
import dev.clew.analysis.report.Report;
import dev.clew.analysis.report.ReportBuilder;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.store.query.QueryContext;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long questions about the newest 10,000 traces (120,000 spans) take, from the search for them
 * in segments on disk to the last figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 8, time = 2)
public class ReportBenchmark {

  private static final AnalysisQuery QUERY = StoredTraces.newest(10_000);

  private final StoredTraces traces = StoredTraces.open();

  /** Writes the traces. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    traces.write();
  }

  /** Removes them. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    traces.close();
  }

  /** Finding and reading the traces, and what they have in common with every analysis. */
  @Benchmark
  public long read() {
    long[] spans = new long[1];
    new TraceFeed(traces.reader())
        .forEach(QUERY, TraceViews.READS, QueryContext.defaults(), view -> spans[0] += view.size());
    return spans[0];
  }

  /** The full report. */
  @Benchmark
  public Report report() {
    return new ReportBuilder(
            traces.reader(), QUERY, BusinessImpact.EQUAL, BottleneckAnalysis.SAMPLES_MIN)
        .build(QueryContext.defaults());
  }

  /** What sets slow requests apart from the others, and whose fault it is. */
  @Benchmark
  public Diagnosis diagnosis() {
    return new Diagnoses(traces.reader())
        .diagnose(
            new DiagnosisQuery(
                QUERY, new Comparison.Slow(OptionalLong.empty()), Outcome.LATENCY, true),
            QueryContext.defaults());
  }
}
