// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.codec.zipkin.ZipkinFormat;
import dev.clew.codec.zipkin.ZipkinReader;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * How many spans per second one core turns from Zipkin's JSON into a batch, beside what {@link
 * OtlpReaderBenchmark} says of OTLP: the spans are the same, but in JSON each of them repeats what
 * OTLP says once per resource.
 *
 * <p>Workload: {@link RequestType}, 960 spans per request, one request after the other out of 64.
 * Every score is per span; run with {@code -prof gc} for bytes per span.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(RequestType.SPANS_PER_REQUEST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class ZipkinReaderBenchmark {

  private static final int REQUESTS = 64;

  /** Which spans are read. */
  @Param({"ML", "TRACEGEN"})
  public RequestType type = RequestType.ML;

  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final ZipkinReader reader =
      new ZipkinReader(ZipkinFormat.JSON_V2, DecodeLimits.defaults(), () -> 0);
  private byte[][] requests = {};
  private int next;

  /** Makes the requests. */
  @Setup
  public void makeRequests() {
    requests =
        Stream.of(type.requests(REQUESTS))
            .map(ZipkinReaderBenchmark::translated)
            .toArray(byte[][]::new);
  }

  /** Our reader, with a builder that is used again and again, as the server does it. */
  @Benchmark
  public SpanBatch clew() {
    next = (next + 1) % REQUESTS;
    byte[] request = requests[next];
    builder.clear();
    reader.read(request, 0, request.length, builder);
    return builder.view();
  }

  private static byte[] translated(byte[] otlp) {
    SpanBatchBuilder spans = new SpanBatchBuilder();
    new OtlpProtoReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, spans);
    return ZipkinJson.of(spans.view());
  }
}
