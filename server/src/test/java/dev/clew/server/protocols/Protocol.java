// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import java.util.Map;

/** How spans come in. */
enum Protocol {
  OTLP_GRPC("OTLP gRPC, 4317"),
  OTLP_PROTO("OTLP/HTTP protobuf, 4318"),
  OTLP_JSON("OTLP/HTTP JSON, 4318"),
  STORAGE_OTLP("OTLP gRPC of remote storage, 17271"),
  JAEGER_COMPACT("Jaeger agent, compact, UDP 6831"),
  JAEGER_BINARY("Jaeger agent, binary, UDP 6832"),
  JAEGER_ZIPKIN("Jaeger agent, Zipkin's spans, UDP 5775"),
  JAEGER_GRPC("Jaeger gRPC, 14250"),
  JAEGER_HTTP("Jaeger HTTP, 14268"),
  ZIPKIN_V2_JSON("Zipkin v2 JSON, 9411"),
  ZIPKIN_V2_PROTO("Zipkin v2 protobuf, 9411"),
  ZIPKIN_V1_JSON("Zipkin v1 JSON, 9411"),
  ZIPKIN_V1_THRIFT("Zipkin v1 Thrift, 9411"),
  ZIPKIN_GRPC("Zipkin gRPC, 9411"),
  KAFKA_OTLP_PROTO("Kafka, `otlp_proto`"),
  KAFKA_OTLP_JSON("Kafka, `otlp_json`"),
  KAFKA_JAEGER_PROTO("Kafka, `jaeger_proto`"),
  KAFKA_ZIPKIN_JSON("Kafka, `zipkin_json`");

  private final String title;

  Protocol(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Protocols whose clients say the same. */
  Family family() {
    return switch (this) {
      case OTLP_GRPC, OTLP_PROTO, OTLP_JSON, STORAGE_OTLP, KAFKA_OTLP_PROTO, KAFKA_OTLP_JSON ->
          Family.OTLP;
      case JAEGER_COMPACT, JAEGER_BINARY, JAEGER_HTTP -> Family.JAEGER_THRIFT;
      case JAEGER_GRPC, KAFKA_JAEGER_PROTO -> Family.JAEGER_PROTOBUF;
      case JAEGER_ZIPKIN,
          ZIPKIN_V2_JSON,
          ZIPKIN_V2_PROTO,
          ZIPKIN_V1_JSON,
          ZIPKIN_V1_THRIFT,
          ZIPKIN_GRPC,
          KAFKA_ZIPKIN_JSON ->
          Family.ZIPKIN;
    };
  }

  /** The last eight bytes of the id of the trace that is sent by it. */
  long traceIdLow() {
    return 0x100L + ordinal();
  }

  /** What the protocol's clients say of {@link SentTrace}. */
  Map<Fact, String> sent() {
    return family().sent();
  }
}
