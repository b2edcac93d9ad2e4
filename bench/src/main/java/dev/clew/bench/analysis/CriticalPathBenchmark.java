// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.analysis;

import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.bench.shape.SpanShape;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many spans per second one core turns into trees, and finds the critical path of. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(CriticalPathBenchmark.SPANS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
public class CriticalPathBenchmark {

  static final int SPANS = 12_000;

  private static final long BASE_NANOS = 1_767_225_600_000_000_000L;

  private List<SpanBatch> batches = List.of();
  private List<TraceView> views = List.of();

  /** Makes the traces. */
  @Setup
  public void makeTraces() {
    SpanShape shape = SpanShape.Type.ML.create(1, BASE_NANOS);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    shape.next(builder, SPANS / shape.spansPerTrace());
    batches = List.of(builder.build());
    views = new TraceViews().list(batches);
  }

  /** Trees of traces from one batch. */
  @Benchmark
  public List<TraceView> trees() {
    return new TraceViews().list(batches);
  }

  /** Critical paths of these trees. */
  @Benchmark
  public long paths() {
    CriticalPathFinder finder = new CriticalPathFinder();
    long sections = 0;
    for (TraceView view : views) {
      sections += finder.find(view).sectionCount();
    }
    return sections;
  }
}
