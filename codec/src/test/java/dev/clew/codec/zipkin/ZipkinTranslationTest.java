// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spans of OpenTelemetry as Zipkin's clients see them, and the other way round. */
class ZipkinTranslationTest {

  @Test
  void attributes_ofAllTypes_areTags() {
    zipkin2.Span span =
        zipkin(
            spec()
                .attribute("http.response.status_code", 200)
                .attribute("ratio", 0.5)
                .attribute("cache.hit", true)
                .attribute("rows", new ArrayValue(List.of(new IntValue(1), new StringValue("two"))))
                .resource("deployment.environment", "prod")
                .scope("io.http")
                .scopeVersion("1.2"));

    assertThat(span.tags())
        .containsEntry("http.response.status_code", "200")
        .containsEntry("ratio", "0.5")
        .containsEntry("cache.hit", "true")
        .containsEntry("rows", "[1,\"two\"]")
        .containsEntry("deployment.environment", "prod")
        .containsEntry("otel.scope.name", "io.http")
        .containsEntry("otel.scope.version", "1.2")
        .doesNotContainKey("service.name");
    assertThat(span.localServiceName()).isEqualTo("checkout");
  }

  @Test
  void markOfJaegersSpans_isNoTag() {
    assertThat(zipkin(spec().resource(JaegerOrigin.FORMAT_KEY, "jaeger")).tags())
        .doesNotContainKey(JaegerOrigin.FORMAT_KEY);
  }

  @Test
  void attribute_ofSpanAndResource_isTheSpans() {
    assertThat(zipkin(spec().resource("zone", "a").attribute("zone", "b")).tags())
        .containsEntry("zone", "b");
  }

  @Test
  void status_isTags() {
    assertThat(zipkin(spec().error("boom")).tags())
        .containsEntry("otel.status_code", "ERROR")
        .containsEntry("otel.status_description", "boom")
        .containsEntry("error", "boom");
    assertThat(zipkin(spec().error("")).tags()).containsEntry("error", "true");
    assertThat(zipkin(spec().status(StatusCode.OK, "")).tags())
        .containsEntry("otel.status_code", "OK")
        .doesNotContainKey("error");
    assertThat(zipkin(spec().attribute("error", false)).tags()).doesNotContainKey("error");
  }

  @Test
  void events_areAnnotations() {
    assertThat(
            zipkin(
                    spec()
                        .event("plain", 1_000)
                        .event("exception", 2_000, new Entry("type", new StringValue("E"))))
                .annotations())
        .extracting(zipkin2.Annotation::value)
        .containsExactly("plain", "exception|{\"type\":\"E\"}|0");
  }

  @Test
  void links_areTags() {
    assertThat(zipkin(spec().link(7, 8, new Entry("batch", new IntValue(3)))).tags())
        .containsEntry("otlp.link.0", "0000000000000007|0000000000000008||{\"batch\":3}|0");
  }

  @Test
  void kinds_areZipkinsOrATag() {
    assertThat(zipkin(spec().kind(SpanKind.PRODUCER)).kind()).isEqualTo(zipkin2.Span.Kind.PRODUCER);
    assertThat(zipkin(spec().kind(SpanKind.INTERNAL)).tags())
        .containsEntry("span.kind", "internal");
    assertThat(zipkin(spec().kind(SpanKind.UNSPECIFIED)).kind()).isNull();
  }

  @Test
  void names_areInLowerCase() {
    zipkin2.Span span = zipkin(spec().service("Checkout").name("GET /Cart"));

    assertThat(span.name()).isEqualTo("get /cart");
    assertThat(span.localServiceName()).isEqualTo("checkout");
  }

  @Test
  void remoteEndpoint_isTheBestNameOfACaller() {
    assertThat(
            zipkin(
                    spec()
                        .kind(SpanKind.CLIENT)
                        .attribute("server.address", "DB.internal")
                        .attribute("network.peer.address", "10.0.0.7")
                        .attribute("network.peer.port", 5432))
                .remoteEndpoint())
        .isEqualTo(
            zipkin2.Endpoint.newBuilder()
                .serviceName("db.internal")
                .ip("10.0.0.7")
                .port(5432)
                .build());
    assertThat(
            zipkin(spec().kind(SpanKind.SERVER).attribute("server.address", "me")).remoteEndpoint())
        .isNull();
    assertThat(zipkin(spec().attribute("peer.service", "kafka")).remoteServiceName())
        .isEqualTo("kafka");
  }

  @Test
  void duration_belowAMicrosecond_isOne() {
    assertThat(zipkin(spec().durationNanos(1)).durationAsLong()).isEqualTo(1);
    assertThat(zipkin(spec().durationNanos(0)).duration()).isNull();
    assertThat(zipkin(spec().durationNanos(1_999)).durationAsLong()).isEqualTo(1);
  }

  @Test
  void traceId_of64Bits_hasSixteenDigits() {
    assertThat(zipkin(spec()).traceId()).hasSize(16);
    assertThat(zipkin(spec().traceIdHigh(1)).traceId()).hasSize(32);
  }

  // Zipkin to OpenTelemetry

  @Test
  void zipkinSpan_becomesOneOfOpenTelemetry() {
    Span span =
        otel(
            """
            [{"traceId":"1","id":"2","kind":"CLIENT","name":"GET","timestamp":1000,"duration":5,
              "localEndpoint":{"serviceName":"Shop","ipv4":"10.0.0.1","port":80},
              "remoteEndpoint":{"serviceName":"stock","ipv4":"10.0.0.2","port":8080},
              "annotations":[{"timestamp":1001,"value":"retry"}],
              "tags":{"http.method":"GET","error":"no stock"}}]
            """);

    assertThat(span.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.startNanos()).isEqualTo(1_000_000);
    assertThat(span.endNanos()).isEqualTo(1_005_000);
    assertThat(span.status()).isEqualTo(new Span.Status(StatusCode.ERROR, "no stock"));
    assertThat(span.resource().attributes().entries())
        .contains(
            new Entry("service.name", new StringValue("shop")),
            new Entry("host.ip", new ArrayValue(List.of(new StringValue("10.0.0.1")))));
    assertThat(span.attributes().entries())
        .containsExactlyInAnyOrder(
            new Entry("http.method", new StringValue("GET")),
            new Entry("error", new StringValue("no stock")),
            new Entry("peer.service", new StringValue("stock")),
            new Entry("network.peer.address", new StringValue("10.0.0.2")),
            new Entry("network.peer.port", new IntValue(8080)));
    assertThat(span.events()).extracting(Span.Event::name).containsExactly("retry");
  }

  @Test
  void tagsOfOpenTelemetrysExporters_becomeFields() {
    Span span =
        otel(
            """
            [{"traceId":"1","id":"2","timestamp":1000,"duration":5,
              "tags":{"otel.scope.name":"io.http","otel.scope.version":"1","w3c.tracestate":"a=b",
                      "span.kind":"internal","otel.status_code":"OK"}}]
            """);

    assertThat(span.scope().name()).isEqualTo("io.http");
    assertThat(span.scope().version()).isEqualTo("1");
    assertThat(span.traceState()).isEqualTo("a=b");
    assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span.status().code()).isEqualTo(StatusCode.OK);
  }

  @Test
  void spanWithoutTimestamp_startsWhenItCame() {
    Span span = otel("[{\"traceId\":\"1\",\"id\":\"2\"}]");

    assertThat(span.startNanos() / 1000).isEqualTo(ZipkinDocuments.RECEIVED_NANOS / 1000);
  }

  @Test
  void partsOfASpan_areToldApart_andTheSamePartIsNot() {
    String begun = "[{\"traceId\":\"1\",\"id\":\"2\",\"kind\":\"CLIENT\",\"timestamp\":1000}]";
    String done = begun.replace("}]", ",\"duration\":5}]");

    assertThat(otel(begun).startNanos()).isNotEqualTo(otel(done).startNanos());
    assertThat(otel(begun).startNanos()).isEqualTo(otel(begun).startNanos());
  }

  private static Span otel(String json) {
    return Spans.list(ZipkinDocuments.readJson(json)).getFirst();
  }

  private static SpanSpec spec() {
    return Spans.span(1, 2).service("checkout").name("pay");
  }

  private static zipkin2.Span zipkin(SpanSpec spec) {
    SpanBatch batch = Spans.batch(spec.build());
    return ZipkinDocuments.spans(batch).getFirst();
  }
}
