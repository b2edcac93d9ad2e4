// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;

/** The SDK's own OTLP exporters, one per service, each with its own connection. */
public final class OtlpExporters implements ExporterFactory {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Short at first: a full queue empties in milliseconds, and the outbox retries after this. */
  private static final RetryPolicy RETRY =
      RetryPolicy.builder()
          .setMaxAttempts(5)
          .setInitialBackoff(Duration.ofMillis(50))
          .setMaxBackoff(Duration.ofSeconds(2))
          .setBackoffMultiplier(2)
          .build();

  private final OtlpTarget target;

  /** Exporters that send to {@code target}. */
  public OtlpExporters(OtlpTarget target) {
    this.target = target;
  }

  @Override
  public SpanExporter exporterFor(Deployment deployment) {
    return switch (deployment.protocol()) {
      case GRPC -> grpc();
      case HTTP_GZIP -> target.http().map(OtlpExporters::http).orElseGet(this::grpc);
    };
  }

  private SpanExporter grpc() {
    return OtlpGrpcSpanExporter.builder()
        .setEndpoint(target.grpc().toString())
        .setTimeout(TIMEOUT)
        .setRetryPolicy(RETRY)
        .build();
  }

  private static SpanExporter http(URI base) {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(base.resolve("/v1/traces").toString())
        .setCompression("gzip")
        .setTimeout(TIMEOUT)
        .setRetryPolicy(RETRY)
        .build();
  }
}
