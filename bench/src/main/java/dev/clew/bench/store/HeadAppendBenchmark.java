// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.store;

import dev.clew.bench.shape.SpanShape;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.head.Head;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a span cost until it can be found in the head, in time and in memory? Appends batches
 * of about a thousand spans to a head that is a hundred times as large, publishing after each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 8, time = 1)
public class HeadAppendBenchmark {

  private static final int BATCHES = 100;
  private static final int SPANS =
      96_000; // 960 a batch: a multiple of the spans of both shapes' traces

  /** What is appended. */
  @Param public SpanShape.Type shape = SpanShape.Type.ML;

  private final SpanBatch[] batches = new SpanBatch[BATCHES];

  @Setup(Level.Trial)
  public void makeBatches() {
    SpanShape source = shape.create(1, 1_767_225_600_000_000_000L);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (int i = 0; i < BATCHES; i++) {
      source.next(builder, SPANS / BATCHES / source.spansPerTrace());
      batches[i] = builder.build();
      builder.clear();
    }
    System.out.println("head bytes per span: " + append().bytes() / SPANS);
  }

  /** A whole head. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public Head append() {
    Head head = new Head(1);
    for (SpanBatch batch : batches) {
      head.append(batch);
      head.publish();
    }
    return head;
  }
}
