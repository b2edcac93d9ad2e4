// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
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
 * How many spans per second one core turns from OTLP protobuf into a batch, and what that
 * allocates.
 *
 * <p>Workload: {@link RequestType}, 960 spans per request, one request after the other out of 64,
 * so that neither branch predictor nor cache knows them by heart. Variable: who reads. Every score
 * is per span; run with {@code -prof gc} for bytes per span.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(RequestType.SPANS_PER_REQUEST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class OtlpReaderBenchmark {

  private static final int REQUESTS = 64;

  /** Which spans are read. */
  @Param({"ML", "TRACEGEN"})
  public RequestType type = RequestType.ML;

  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
  private final ProtobufJavaReader protobufJavaReader = new ProtobufJavaReader(builder);
  private byte[][] requests = {};
  private int next;

  /** Makes the requests. */
  @Setup
  public void makeRequests() {
    requests = type.requests(REQUESTS);
  }

  /** Our reader, with a builder that is used again and again, as the server does it. */
  @Benchmark
  public SpanBatch clew() {
    byte[] request = nextRequest();
    builder.clear();
    reader.read(request, 0, request.length, builder);
    return builder.view();
  }

  /** protobuf-java parses, then the same builder is filled from its objects. */
  @Benchmark
  public SpanBatch protobufJava() throws InvalidProtocolBufferException {
    builder.clear();
    protobufJavaReader.read(nextRequest());
    return builder.view();
  }

  /** Only the first half of {@link #protobufJava}: text is not even decoded. */
  @Benchmark
  public ExportTraceServiceRequest protobufJavaParseOnly() throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(nextRequest());
  }

  private byte[] nextRequest() {
    next = (next + 1) % REQUESTS;
    return requests[next];
  }
}
