// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the OpenTelemetry SDK for Java sends arrives. */
class OtlpExporterTest {

  private static final long WAIT_SECONDS = 30;

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void grpcExporter_sendsEverythingItHas(String compression) {
    try (TestReceiver receiver = TestReceiver.passing()) {
      send(
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(receiver.grpcUri().toString())
              .setCompression(compression)
              .build());
      assertArrived(receiver, "otlp_grpc");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void httpExporter_sendsEverythingItHas(String compression) {
    try (TestReceiver receiver = TestReceiver.passing()) {
      send(
          OtlpHttpSpanExporter.builder()
              .setEndpoint(receiver.httpUri("/v1/traces").toString())
              .setCompression(compression)
              .build());
      assertArrived(receiver, "otlp_http");
    }
  }

  private static void send(SpanExporter exporter) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    io.opentelemetry.api.common.Attributes.of(
                        AttributeKey.stringKey("service.name"), "checkout")))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      Tracer tracer = provider.get("library", "1.2.3");
      io.opentelemetry.api.trace.Span root =
          tracer
              .spanBuilder("root")
              .setSpanKind(io.opentelemetry.api.trace.SpanKind.SERVER)
              .startSpan();
      root.setAttribute("http.response.status_code", 500);
      root.addEvent("failed");
      root.setStatus(io.opentelemetry.api.trace.StatusCode.ERROR, "no stock");
      root.end();
      for (int i = 0; i < 1000; i++) {
        tracer.spanBuilder("child").addLink(root.getSpanContext()).startSpan().end();
      }
      assertThat(provider.forceFlush().join(WAIT_SECONDS, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
  }

  private static void assertArrived(TestReceiver receiver, String transport) {
    assertThat(receiver.stored()).hasSize(1001);
    Span root = receiver.stored().getFirst();
    assertThat(root.name()).isEqualTo("root");
    assertThat(root.kind()).isEqualTo(SpanKind.SERVER);
    assertThat(root.status()).isEqualTo(new Span.Status(StatusCode.ERROR, "no stock"));
    assertThat(root.attributes().entries())
        .containsExactly(new Entry("http.response.status_code", new IntValue(500)));
    assertThat(root.events()).singleElement().extracting(Span.Event::name).isEqualTo("failed");
    assertThat(root.resource().attributes().entries())
        .contains(new Entry("service.name", new StringValue("checkout")));
    assertThat(root.scope().name()).isEqualTo("library");
    assertThat(root.scope().version()).isEqualTo("1.2.3");
    assertThat(receiver.stored().getLast().links())
        .singleElement()
        .satisfies(link -> {
          assertThat(link.traceId()).isEqualTo(root.traceId());
          assertThat(link.spanId()).isEqualTo(root.spanId());
        });
    assertThat(receiver.counter("spans.accepted", "transport", transport)).isEqualTo(1001);
  }
}
