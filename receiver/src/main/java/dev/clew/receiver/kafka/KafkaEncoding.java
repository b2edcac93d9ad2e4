// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.jaeger.JaegerProtoReader;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpProtoReader;
import java.util.Locale;

/** What the records of a topic are. */
public enum KafkaEncoding {
  /** {@code ExportTraceServiceRequest} or {@code TracesData} in protobuf. */
  OTLP_PROTO,
  /** The same in JSON. */
  OTLP_JSON,
  /** A single {@code jaeger.api_v2.Span} with its process, what Jaeger's collector writes. */
  JAEGER_PROTO;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case word of the configuration and of metrics. */
  public String label() {
    return label;
  }

  PayloadReader reader(DecodeLimits limits) {
    return switch (this) {
      case OTLP_PROTO -> new OtlpProtoReader(limits);
      case OTLP_JSON -> new OtlpJsonReader(limits);
      case JAEGER_PROTO -> JaegerProtoReader.ofSpan(limits);
    };
  }
}
