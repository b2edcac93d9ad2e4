// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.kafka;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.jaeger.JaegerProtoReader;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.codec.zipkin.ZipkinFormat;
import dev.clew.codec.zipkin.ZipkinReader;
import java.util.Locale;
import java.util.function.LongSupplier;

/** What the records of a topic are. */
public enum KafkaEncoding {
  /** {@code ExportTraceServiceRequest} or {@code TracesData} in protobuf. */
  OTLP_PROTO,
  /** The same in JSON. */
  OTLP_JSON,
  /** A single {@code jaeger.api_v2.Span} with its process, what Jaeger's collector writes. */
  JAEGER_PROTO,
  /** A JSON list of Zipkin v2 spans, what Zipkin's reporters and collectors write. */
  ZIPKIN_JSON;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case word of the configuration and of metrics. */
  public String label() {
    return label;
  }

  /**
   * A reader of records.
   *
   * @param epochNanos the time of arrival, for spans that have no time of their own
   */
  PayloadReader reader(DecodeLimits limits, LongSupplier epochNanos) {
    return switch (this) {
      case OTLP_PROTO -> new OtlpProtoReader(limits);
      case OTLP_JSON -> new OtlpJsonReader(limits);
      case JAEGER_PROTO -> JaegerProtoReader.ofSpan(limits);
      case ZIPKIN_JSON -> new ZipkinReader(ZipkinFormat.JSON_V2, limits, epochNanos);
    };
  }
}
