// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OTLP in Jaeger's trace model. */
class TraceJsonTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long BASE_MICROS = RandomSpans.BASE_NANOS / 1000;

  @Test
  void span_plain_hasEveryFieldOfJaeger() {
    JsonNode trace =
        trace(
            span(0xabc, 0x1)
                .parent(0x2)
                .name("GET /")
                .startsAfterNanos(1_999)
                .durationNanos(2_999)
                .flags(0x101)
                .scope("")
                .kind(SpanKind.UNSPECIFIED)
                .build());

    assertThat(trace.get("spans").get(0).toString())
        .isEqualTo(
            """
            {"traceID":"0000000000000abc","spanID":"0000000000000001","flags":1,\
            "operationName":"GET /","references":[{"refType":"CHILD_OF",\
            "traceID":"0000000000000abc","spanID":"0000000000000002"}],\
            "startTime":%s,"duration":2,"tags":[],"logs":[],"processID":"p1","warnings":null}\
            """
                .formatted(BASE_MICROS + 1));
    assertThat(trace.get("processes").toString())
        .isEqualTo("{\"p1\":{\"serviceName\":\"service\",\"tags\":[]}}");
    assertThat(trace.get("traceID").asString()).isEqualTo("0000000000000abc");
    assertThat(trace.get("warnings").isNull()).isTrue();
  }

  @Test
  void traceId_withHighHalf_has32Digits() {
    assertThat(trace(span(0xabc, 1).traceIdHigh(1).build()).at("/spans/0/traceID").asString())
        .isEqualTo("00000000000000010000000000000abc");
  }

  @Test
  void tags_comeInJaegersOrder() {
    JsonNode tags =
        trace(
                span(1, 1)
                    .scope("tracer")
                    .kind(SpanKind.SERVER)
                    .error("out of memory")
                    .traceState("a=b")
                    .attribute("model", "resnet")
                    .build())
            .at("/spans/0/tags");

    assertThat(tags.valueStream().map(tag -> tag.get("key").asString() + "=" + tag.get("value")))
        .containsExactly(
            "otel.scope.name=\"tracer\"",
            "model=\"resnet\"",
            "span.kind=\"server\"",
            "otel.status_code=\"ERROR\"",
            "error=true",
            "otel.status_description=\"out of memory\"",
            "w3c.tracestate=\"a=b\"");
  }

  @Test
  void tags_statusOk_isNoError() {
    JsonNode tags =
        trace(span(1, 1).scope("").kind(SpanKind.UNSPECIFIED).status(StatusCode.OK, "").build())
            .at("/spans/0/tags");

    assertThat(tags.toString())
        .isEqualTo("[{\"key\":\"otel.status_code\",\"type\":\"string\",\"value\":\"OK\"}]");
  }

  @Test
  void tags_everyType_hasItsName() {
    Map<String, Object> expected =
        Map.ofEntries(
            Map.entry("text", "{\"type\":\"string\",\"value\":\"x\"}"),
            Map.entry("bool", "{\"type\":\"bool\",\"value\":true}"),
            Map.entry("int", "{\"type\":\"int64\",\"value\":9007199254740991}"),
            Map.entry("big", "{\"type\":\"int64\",\"value\":\"9007199254740992\"}"),
            Map.entry("min", "{\"type\":\"int64\",\"value\":\"-9223372036854775808\"}"),
            Map.entry("double", "{\"type\":\"float64\",\"value\":72.5}"),
            Map.entry("nan", "{\"type\":\"float64\",\"value\":\"NaN\"}"),
            Map.entry("bytes", "{\"type\":\"binary\",\"value\":\"/wA=\"}"),
            Map.entry("list", "{\"type\":\"string\",\"value\":\"[1,\\\"a\\\"]\"}"),
            Map.entry("map", "{\"type\":\"string\",\"value\":\"{\\\"k\\\":1}\"}"),
            Map.entry("empty", "{\"type\":\"string\",\"value\":\"\"}"));
    SpanSpec spec =
        span(1, 1)
            .scope("")
            .kind(SpanKind.UNSPECIFIED)
            .attribute("text", "x")
            .attribute("bool", true)
            .attribute("int", (1L << 53) - 1)
            .attribute("big", 1L << 53)
            .attribute("min", Long.MIN_VALUE)
            .attribute("double", 72.5)
            .attribute("nan", Double.NaN)
            .attribute("bytes", new BytesValue(new byte[] {-1, 0}))
            .attribute("list", new ArrayValue(List.of(new IntValue(1), new StringValue("a"))))
            .attribute("map", new KvListValue(List.of(new Entry("k", new IntValue(1)))))
            .attribute("empty", new EmptyValue());

    JsonNode tags = trace(spec.build()).at("/spans/0/tags");

    assertThat(tags.size()).isEqualTo(expected.size());
    for (JsonNode tag : tags) {
      assertThat("{\"type\":%s,\"value\":%s}".formatted(tag.get("type"), tag.get("value")))
          .describedAs(tag.get("key").asString())
          .isEqualTo(expected.get(tag.get("key").asString()));
    }
  }

  @Test
  void logs_areEventsWithTheirNameAsField() {
    JsonNode logs =
        trace(
                span(1, 1)
                    .event("retry", 5_000, new Entry("attempt", new IntValue(2)))
                    .event("named", 6_000, new Entry("event", new StringValue("otherwise")))
                    .event("", 7_000)
                    .build())
            .at("/spans/0/logs");

    assertThat(logs.toString())
        .isEqualTo(
            """
            [{"timestamp":%s,"fields":[{"key":"event","type":"string","value":"retry"},\
            {"key":"attempt","type":"int64","value":2}]},\
            {"timestamp":%s,"fields":[{"key":"event","type":"string","value":"otherwise"}]},\
            {"timestamp":%s,"fields":[]}]\
            """
                .formatted(BASE_MICROS + 5, BASE_MICROS + 6, BASE_MICROS + 7));
  }

  @Test
  void references_areParentThenLinks() {
    JsonNode references =
        trace(
                span(1, 1)
                    .parent(2)
                    .link(7, 8)
                    .link(7, 9, new Entry("opentracing.ref_type", new StringValue("child_of")))
                    .build())
            .at("/spans/0/references");

    assertThat(
            references
                .valueStream()
                .map(ref -> ref.get("refType").asString() + " " + ref.get("spanID").asString()))
        .containsExactly(
            "CHILD_OF 0000000000000002",
            "FOLLOWS_FROM 0000000000000008",
            "CHILD_OF 0000000000000009");
  }

  /** OpenTracing's follows-from parent arrives as a parent and a link to it. */
  @ParameterizedTest
  @CsvSource({"follows_from, FOLLOWS_FROM", "child_of, CHILD_OF"})
  void references_linkToTheParent_saysWhatKindOfParent(String attribute, String refType) {
    JsonNode references =
        trace(
                span(1, 1)
                    .parent(2)
                    .link(1, 2, new Entry("opentracing.ref_type", new StringValue(attribute)))
                    .build())
            .at("/spans/0/references");

    assertThat(references.size()).isEqualTo(1);
    assertThat(references.at("/0/refType").asString()).isEqualTo(refType);
  }

  @Test
  void warnings_areTheAttributeThatHoldsThem() {
    JsonNode span =
        trace(
                span(1, 1)
                    .scope("")
                    .kind(SpanKind.UNSPECIFIED)
                    .attribute(
                        "@jaeger@warnings", new ArrayValue(List.of(new StringValue("clock skew"))))
                    .build())
            .at("/spans/0");

    assertThat(span.get("warnings").toString()).isEqualTo("[\"clock skew\"]");
    assertThat(span.get("tags").size()).isZero();
  }

  @Test
  void duration_endBeforeStart_isZero() {
    assertThat(trace(span(1, 1).durationNanos(-5_000_000).build()).at("/spans/0/duration").asInt())
        .isZero();
  }

  @Test
  void startTime_beforeTheEpoch_isRoundedDown() {
    assertThat(trace(span(1, 1).startNanos(-1).build()).at("/spans/0/startTime").asLong())
        .isEqualTo(-1);
  }

  @Test
  void processes_areEachOnceHoweverManyBatches() {
    Span web = span(1, 1).service("web").resource("host", "a").build();
    Span webElsewhere = span(1, 2).service("web").resource("host", "b").build();
    Span nameless =
        new Span(
            new Span.Resource(Span.Attributes.NONE, "", new BytesValue(new byte[0])),
            web.scope(),
            web.traceId(),
            3,
            0,
            "nameless",
            SpanKind.INTERNAL,
            0,
            0,
            web.status(),
            "",
            0,
            Span.Attributes.NONE,
            List.of(),
            0,
            List.of(),
            0);

    JsonNode trace = traceOf(Spans.batch(web, webElsewhere), Spans.batch(web, nameless));

    assertThat(trace.get("spans").valueStream().map(span -> span.get("processID").asString()))
        .containsExactly("p1", "p2", "p1", "p3");
    assertThat(trace.get("processes").toString())
        .isEqualTo(
            """
            {"p1":{"serviceName":"web","tags":[{"key":"host","type":"string","value":"a"}]},\
            "p2":{"serviceName":"web","tags":[{"key":"host","type":"string","value":"b"}]},\
            "p3":{"serviceName":"OTLPResourceNoServiceName","tags":[]}}\
            """);
  }

  /** Whatever OTLP can say has a place, or none, but never stops the page. */
  @Test
  void span_anythingAtAll_isWritten() {
    JsonNode trace = traceOf(new RandomSpans(99).batch(2000));

    assertThat(trace.get("spans").size()).isEqualTo(2000);
    assertThat(trace.get("spans").valueStream())
        .allMatch(span ->
            trace.get("processes").has(span.get("processID").asString())
                && span.get("duration").asLong() >= 0);
  }

  private static JsonNode trace(Span span) {
    return traceOf(Spans.batch(span));
  }

  private static JsonNode traceOf(SpanBatch... batches) {
    TraceId id = batches[0].traceId(0);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      TraceJson.write(json, SpanJson.traceId(id.high(), id.low()), List.of(batches).iterator());
    }
    return MAPPER.readTree(text.toString());
  }
}
