// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import java.util.Map;

/** Protocols whose clients can say the same. */
enum Family {
  OTLP("OTLP"),
  JAEGER_PROTOBUF("Jaeger's protobuf"),
  JAEGER_THRIFT("Jaeger's Thrift"),
  ZIPKIN("Zipkin's formats");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** What a client says of {@link SentTrace}. */
  Map<Fact, String> sent() {
    return switch (this) {
      case OTLP, JAEGER_PROTOBUF -> SentTrace.otlp();
      case JAEGER_THRIFT -> SentTrace.jaeger();
      case ZIPKIN -> SentTrace.zipkin();
    };
  }
}
