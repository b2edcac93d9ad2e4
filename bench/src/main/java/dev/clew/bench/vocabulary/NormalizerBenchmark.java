// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.vocabulary;

import dev.clew.bench.codec.RequestType;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.normalize.Normalizer;
import dev.clew.vocabulary.price.PriceTable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * How long one core takes to derive the concepts of a span.
 *
 * <p>Workload: {@link RequestType}, 960 spans per batch, one batch after the other out of 64. Every
 * score is per span. The batches stay, so each is derived anew in place, as on its way into the
 * store.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RequestType.SPANS_PER_REQUEST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class NormalizerBenchmark {

  private static final int BATCHES = 64;

  /** Which spans are read. */
  @Param({"ML", "TRACEGEN"})
  public RequestType type = RequestType.ML;

  private final Normalizer normalizer =
      new Normalizer(Vocabulary.standard(), PriceTable.standard());
  private SpanBatch[] batches = {};
  private int next;

  /** Reads the batches. */
  @Setup
  public void readBatches() {
    OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
    byte[][] requests = type.requests(BATCHES);
    batches = new SpanBatch[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      SpanBatchBuilder builder = new SpanBatchBuilder();
      reader.read(requests[i], 0, requests[i].length, builder);
      batches[i] = builder.view();
    }
  }

  /** The way of a batch through the processor. */
  @Benchmark
  public SpanBatch normalize() {
    return normalizer.normalize(batches[next++ % BATCHES]);
  }
}
