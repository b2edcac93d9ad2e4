// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.clew.client.ClewClient;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.proto.jaeger.api_v2.SpansResponseChunk;
import dev.clew.proto.jaeger.api_v3.GetTraceRequest;
import dev.clew.proto.jaeger.api_v3.QueryServiceGrpc.QueryServiceBlockingStub;
import dev.clew.proto.jaeger.storage.GetTraceParams;
import dev.clew.proto.jaeger.storage.GetTracesRequest;
import dev.clew.proto.jaeger.storage.TraceReaderGrpc.TraceReaderBlockingStub;
import dev.clew.server.assembly.Endpoints;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import zipkin2.codec.SpanBytesDecoder;

/** Reads back by every API what {@link Senders} have sent. */
final class Readers {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Endpoints endpoints;
  private final HttpClient http;

  Readers(Endpoints endpoints, HttpClient http) {
    this.endpoints = endpoints;
    this.http = http;
  }

  /** Whether the whole trace is there. */
  boolean isThere(Protocol protocol) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = get(endpoints.query() + "/api/v3/traces/" + id(protocol));
    return response.statusCode() == 200 && otlpJson(response.body()).size() == 2;
  }

  /** What an API says of the call in the trace, after its ids were checked. */
  Map<Fact, String> read(Protocol protocol, Api api) throws IOException, InterruptedException {
    String id = id(protocol);
    return switch (api) {
      case JAEGER_HTTP ->
          ReadFacts.ofJaeger(
              MAPPER.readTree(body(endpoints.query() + "/api/traces/" + id)).at("/data/0"));
      case JAEGER_V3_HTTP ->
          ReadFacts.ofOtlp(otlpJson(body(endpoints.query() + "/api/v3/traces/" + id)));
      case JAEGER_V2_GRPC -> ReadFacts.ofJaeger(jaegerV2(protocol));
      case JAEGER_V3_GRPC ->
          ReadFacts.ofOtlp(
              otlp(
                  client(endpoints.queryGrpc(), QueryServiceBlockingStub.class)
                      .getTrace(GetTraceRequest.newBuilder().setTraceId(id).build())));
      case STORAGE ->
          ReadFacts.ofOtlp(
              otlp(
                  client(endpoints.jaegerStorage(), TraceReaderBlockingStub.class)
                      .getTraces(
                          GetTracesRequest.newBuilder()
                              .addQuery(GetTraceParams.newBuilder().setTraceId(idBytes(protocol)))
                              .build())));
      case ZIPKIN ->
          ReadFacts.ofZipkin(
              SpanBytesDecoder.JSON_V2.decodeList(
                  body(endpoints.zipkin() + "/api/v2/trace/" + id)));
      case CLIENT ->
          ReadFacts.ofClient(ClewClient.of(endpoints.query()).trace(id).orElseThrow().spans());
    };
  }

  private List<dev.clew.proto.jaeger.api_v2.Span> jaegerV2(Protocol protocol) {
    List<dev.clew.proto.jaeger.api_v2.Span> spans = new ArrayList<>();
    Iterator<SpansResponseChunk> chunks =
        client(
                endpoints.queryGrpc(),
                dev.clew.proto.jaeger.api_v2.QueryServiceGrpc.QueryServiceBlockingStub.class)
            .getTrace(
                dev.clew.proto.jaeger.api_v2.GetTraceRequest.newBuilder()
                    .setTraceId(idBytes(protocol))
                    .build());
    chunks.forEachRemaining(chunk -> spans.addAll(chunk.getSpansList()));
    return spans;
  }

  private static List<Span> otlpJson(byte[] body) {
    byte[] otlp = MAPPER.readTree(body).get("result").toString().getBytes(StandardCharsets.UTF_8);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    new OtlpJsonReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, builder);
    return Spans.list(builder.build());
  }

  private static List<Span> otlp(Iterator<TracesData> chunks) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    chunks.forEachRemaining(chunk -> {
      byte[] otlp = chunk.toByteArray();
      new OtlpProtoReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, builder);
    });
    return Spans.list(builder.build());
  }

  private static <T> T client(URI to, Class<T> stub) {
    return GrpcClients.builder("gproto+" + to).responseTimeoutMillis(120_000).build(stub);
  }

  private byte[] body(String uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = get(uri);
    assertThat(response.statusCode()).as(uri).isEqualTo(200);
    return response.body();
  }

  private HttpResponse<byte[]> get(String uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofByteArray());
  }

  private static String id(Protocol protocol) {
    return SentTrace.traceId(protocol.traceIdLow());
  }

  private static ByteString idBytes(Protocol protocol) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(16)
            .putLong(SentTrace.TRACE_ID_HIGH)
            .putLong(protocol.traceIdLow())
            .array());
  }
}
