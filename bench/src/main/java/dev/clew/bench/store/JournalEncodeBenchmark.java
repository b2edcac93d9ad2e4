// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.store;

import dev.clew.bench.shape.SpanShape;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.journal.BatchEncoders;
import dev.clew.store.segment.journal.EncodedBatch;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to encode a span for the journal, in time and in bytes? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 8, time = 1)
public class JournalEncodeBenchmark {

  private static final int BATCHES = 10;
  private static final int SPANS = 9600; // 960 each: a multiple of the spans of both shapes' traces

  /** What is encoded. */
  @Param public SpanShape.Type shape = SpanShape.Type.ML;

  private final SpanBatch[] batches = new SpanBatch[BATCHES];
  private final BatchEncoders encoders = new BatchEncoders();

  @Setup(Level.Trial)
  public void makeBatches() {
    SpanShape source = shape.create(1, 1_767_225_600_000_000_000L);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (int i = 0; i < BATCHES; i++) {
      source.next(builder, SPANS / BATCHES / source.spansPerTrace());
      batches[i] = builder.build();
      builder.clear();
    }
    System.out.println("journal bytes per span: " + encode() / SPANS);
  }

  @TearDown(Level.Trial)
  public void close() {
    encoders.close();
  }

  /** All batches. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public long encode() {
    long bytes = 0;
    for (SpanBatch batch : batches) {
      EncodedBatch encoded = encoders.encode(batch);
      bytes += encoded.bytes();
      encoders.release(encoded);
    }
    return bytes;
  }
}
