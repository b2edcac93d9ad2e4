// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.Clients;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.client.grpc.protocol.UnaryGrpcClient;
import dev.clew.proto.jaeger.api_v2.CollectorServiceGrpc.CollectorServiceBlockingStub;
import dev.clew.receiver.kafka.KafkaEncoding;
import dev.clew.server.assembly.Endpoints;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.TraceServiceBlockingStub;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import zipkin2.codec.SpanBytesEncoder;

/** Sends {@link SentTrace} by every protocol, as the clients of the protocol do it. */
final class Senders {

  private final Endpoints endpoints;
  private final HttpClient http;
  private final KafkaTopics kafka;

  Senders(Endpoints endpoints, HttpClient http, KafkaTopics kafka) {
    this.endpoints = endpoints;
    this.http = http;
    this.kafka = kafka;
  }

  /** Sends the trace; over UDP nobody says whether it has come. */
  void send(Protocol protocol)
      throws IOException, InterruptedException, ExecutionException, TException {
    long id = protocol.traceIdLow();
    switch (protocol) {
      case OTLP_GRPC -> otlp(endpoints.otlpGrpc(), id);
      case STORAGE_OTLP -> otlp(endpoints.jaegerStorage(), id);
      case OTLP_PROTO ->
          post(
              endpoints.otlpHttp() + "/v1/traces",
              "application/x-protobuf",
              OtlpMessages.request(id).toByteArray());
      case OTLP_JSON ->
          post(
              endpoints.otlpHttp() + "/v1/traces",
              "application/json",
              OtlpMessages.json(id).getBytes(StandardCharsets.UTF_8));
      case JAEGER_COMPACT ->
          packet(
              endpoints.jaeger().compact(),
              JaegerMessages.packet(id, new TCompactProtocol.Factory()));
      case JAEGER_BINARY ->
          packet(
              endpoints.jaeger().binary(),
              JaegerMessages.packet(id, new TBinaryProtocol.Factory()));
      case JAEGER_ZIPKIN ->
          packet(
              endpoints.jaeger().zipkin(),
              JaegerMessages.zipkinPacket(
                  zipkin(SpanBytesEncoder.THRIFT, id), new TCompactProtocol.Factory()));
      case JAEGER_GRPC ->
          assertThat(
                  client(uri(endpoints.jaeger().grpc()), CollectorServiceBlockingStub.class)
                      .postSpans(JaegerMessages.postSpans(id)))
              .isNotNull();
      case JAEGER_HTTP ->
          post(
              uri(endpoints.jaeger().http()) + "/api/traces",
              "application/x-thrift",
              JaegerMessages.batch(id));
      case ZIPKIN_V2_JSON ->
          post(spans(2), "application/json", zipkin(SpanBytesEncoder.JSON_V2, id));
      case ZIPKIN_V2_PROTO ->
          post(spans(2), "application/x-protobuf", zipkin(SpanBytesEncoder.PROTO3, id));
      case ZIPKIN_V1_JSON ->
          post(spans(1), "application/json", zipkin(SpanBytesEncoder.JSON_V1, id));
      case ZIPKIN_V1_THRIFT ->
          post(spans(1), "application/x-thrift", zipkin(SpanBytesEncoder.THRIFT, id));
      case ZIPKIN_GRPC ->
          assertThat(
                  Clients.newClient("gproto+" + endpoints.zipkin(), UnaryGrpcClient.class)
                      .execute(
                          "/zipkin.proto3.SpanService/Report", zipkin(SpanBytesEncoder.PROTO3, id))
                      .join())
              .as("ReportResponse has no fields")
              .isEmpty();
      case KAFKA_OTLP_PROTO ->
          kafka.send(KafkaEncoding.OTLP_PROTO, OtlpMessages.request(id).toByteArray());
      case KAFKA_OTLP_JSON ->
          kafka.send(
              KafkaEncoding.OTLP_JSON, OtlpMessages.json(id).getBytes(StandardCharsets.UTF_8));
      case KAFKA_JAEGER_PROTO -> {
        for (byte[] record : JaegerMessages.records(id)) {
          kafka.send(KafkaEncoding.JAEGER_PROTO, record);
        }
      }
      case KAFKA_ZIPKIN_JSON ->
          kafka.send(KafkaEncoding.ZIPKIN_JSON, zipkin(SpanBytesEncoder.JSON_V2, id));
    }
  }

  private static void otlp(URI to, long id) {
    assertThat(
            client(to, TraceServiceBlockingStub.class)
                .export(OtlpMessages.request(id))
                .hasPartialSuccess())
        .isFalse();
  }

  private static <T> T client(URI to, Class<T> stub) {
    return GrpcClients.builder("gproto+" + to).responseTimeoutMillis(120_000).build(stub);
  }

  private static byte[] zipkin(SpanBytesEncoder encoder, long id) {
    return encoder.encodeList(ZipkinMessages.trace(id));
  }

  private String spans(int version) {
    return endpoints.zipkin() + "/api/v" + version + "/spans";
  }

  private URI uri(OptionalInt port) {
    return URI.create("http://" + endpoints.host().getHostAddress() + ":" + port.orElseThrow());
  }

  private void packet(OptionalInt port, byte[] content) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(content, content.length, endpoints.host(), port.orElseThrow()));
    }
  }

  private void post(String uri, String contentType, byte[] body)
      throws IOException, InterruptedException {
    assertThat(
            http.send(
                    HttpRequest.newBuilder(URI.create(uri))
                        .header("content-type", contentType)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .as(uri)
        .isIn(200, 202);
  }
}
