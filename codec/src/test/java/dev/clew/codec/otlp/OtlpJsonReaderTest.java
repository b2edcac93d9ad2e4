// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.SpanRejection;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonReaderTest {

  private static final String IDS =
      "\"traceId\":\"5B8EFFF798038103d269b633813fc60c\",\"spanId\":\"EEE19B7EC3C1b174\"";

  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void read_idsInHexOfEitherCase_areTheSame() {
    readSpan("\"parentSpanId\":\"EEE19b7ec3c1B173\"");

    Span span = onlySpan();
    assertThat(span.traceId().toHex()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(Long.toHexString(span.spanId())).isEqualTo("eee19b7ec3c1b174");
    assertThat(Long.toHexString(span.parentSpanId())).isEqualTo("eee19b7ec3c1b173");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "3", "3.0", "30e-1", "\"3.0\"", "\"0.3e1\""})
  void read_integersInAnyNotation_areTheSame(String number) {
    readSpan(
        "\"startTimeUnixNano\":%s,\"flags\":%s,\"droppedLinksCount\":%s"
            .formatted(number, number, number));

    assertThat(onlySpan().startNanos()).isEqualTo(3);
    assertThat(onlySpan().flags()).isEqualTo(3);
    assertThat(onlySpan().droppedLinksCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "18446744073709551615, -1",
    "9223372036854775808, -9223372036854775808",
    "1544712660000000000, 1544712660000000000",
  })
  void read_timeBeyondSignedRange_keepsItsBits(String nanos, long expected) {
    readSpan("\"startTimeUnixNano\":%s,\"endTimeUnixNano\":\"%s\"".formatted(nanos, nanos));

    assertThat(onlySpan().startNanos()).isEqualTo(expected);
    assertThat(onlySpan().endNanos()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2, SERVER",
    "'\"SPAN_KIND_SERVER\"', SERVER",
    "77, UNSPECIFIED",
    "'\"X\"', UNSPECIFIED"
  })
  void read_kindByNumberOrName_isTheSame(String kind, SpanKind expected) {
    readSpan("\"kind\":" + kind);

    assertThat(onlySpan().kind()).isEqualTo(expected);
  }

  @Test
  void read_statusByName_isTaken() {
    readSpan("\"status\":{\"code\":\"STATUS_CODE_ERROR\",\"message\":\"no\"}");

    assertThat(onlySpan().status()).isEqualTo(new Span.Status(StatusCode.ERROR, "no"));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("{}", new EmptyValue()),
        Arguments.of("{\"stringValue\":null}", new EmptyValue()),
        Arguments.of("{\"somethingNew\":[1,{\"a\":2}]}", new EmptyValue()),
        Arguments.of(
            "{\"stringValue\":\"\\ud83e\\uddf5 \\ud800!\"}", new StringValue("🧵 \uFFFD!")),
        Arguments.of("{\"boolValue\":false}", new BoolValue(false)),
        Arguments.of("{\"intValue\":-5}", new IntValue(-5)),
        Arguments.of("{\"intValue\":\"-9223372036854775808\"}", new IntValue(Long.MIN_VALUE)),
        Arguments.of("{\"doubleValue\":1}", new DoubleValue(1)),
        Arguments.of("{\"doubleValue\":\"NaN\"}", new DoubleValue(Double.NaN)),
        Arguments.of("{\"doubleValue\":\"-Infinity\"}", new DoubleValue(Double.NEGATIVE_INFINITY)),
        Arguments.of("{\"doubleValue\":\"2.5e3\"}", new DoubleValue(2500)),
        Arguments.of("{\"bytesValue\":\"+/8=\"}", new BytesValue(new byte[] {-5, -1})),
        Arguments.of("{\"bytesValue\":\"-_8\"}", new BytesValue(new byte[] {-5, -1})),
        Arguments.of("{\"arrayValue\":{}}", new ArrayValue(List.of())),
        Arguments.of(
            "{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{\"arrayValue\":{\"values\":[]}}]}}",
            new ArrayValue(List.of(new IntValue(1), new ArrayValue(List.of())))),
        Arguments.of(
            "{\"kvlistValue\":{\"values\":[{\"value\":{\"boolValue\":true},\"key\":\"k\"}]}}",
            new KvListValue(List.of(new AttributeValue.Entry("k", new BoolValue(true))))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void read_attributeValue_hasItsType(String json, AttributeValue expected) {
    readSpan("\"attributes\":[{\"value\":" + json + ",\"key\":\"a\"}]");

    assertThat(onlySpan().attributes().entries())
        .containsExactly(new AttributeValue.Entry("a", expected));
  }

  @Test
  void read_unknownAndNullProperties_areIgnored() {
    readSpan(
        "\"new\":{\"deep\":[[{}]]},\"name\":\"n\",\"events\":null,\"links\":[],\"status\":null");

    assertThat(onlySpan().name()).isEqualTo("n");
  }

  @Test
  void read_resourceAfterItsSpans_belongsToThemAllTheSame() {
    read(
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{%s}],\"scope\":{\"name\":\"late\"}}],"
                + "\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                + "{\"stringValue\":\"svc\"}}]},\"schemaUrl\":\"u\"}]}")
            .formatted(IDS));

    assertThat(onlySpan().scope().name()).isEqualTo("late");
    assertThat(onlySpan().resource().schemaUrl()).isEqualTo("u");
    assertThat(onlySpan().resource().attributes().entries()).hasSize(1);
  }

  @Test
  void read_utf16WithByteOrderMark_isRead() {
    byte[] utf16 = request("{" + IDS + ",\"name\":\"ü\"}").getBytes(StandardCharsets.UTF_16);

    new OtlpJsonReader(DecodeLimits.defaults()).read(utf16, 0, utf16.length, builder);

    assertThat(onlySpan().name()).isEqualTo("ü");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVALID_TRACE_ID | \"spanId\":\"0000000000000001\" | trace id: \"\" (expected: 32",
        "INVALID_TRACE_ID | \"traceId\":\"12\" | trace id: \"12\" (expected: 32 hex digits",
        "INVALID_TRACE_ID | \"traceId\":\"W47/95gDgQPSabYzgT/GDA==\" | trace id:"
            + " \"W47/95gDgQPSabYz",
        "INVALID_TRACE_ID | \"traceId\":\"00000000000000000000000000000000\" | trace id: \"0000",
        "INVALID_SPAN_ID | %s,\"spanId\":\"\" | span id: \"\" (expected: 16",
        "INVALID_SPAN_ID | %s,\"spanId\":\"000000000000000g\" | span id: \"000000000000000g\"",
        "INVALID_PARENT_SPAN_ID | %s,\"parentSpanId\":\"1\" | parent span id: \"1\" (expected: 16",
        "INVALID_LINK_TRACE_ID | %s,\"links\":[{\"traceId\":\"1\"}] | trace id of a link: \"1\"",
        "INVALID_LINK_SPAN_ID | %s,\"links\":[{\"spanId\":\"1\"}] | span id of a link: \"1\"",
      })
  void read_unusableId_leavesOutThatSpanAlone(
      SpanRejection reason, String properties, String message) {
    String bad = "{" + properties.replace("%s", IDS) + "}";

    DecodeReport report = read(request("{" + IDS + "}," + bad + ",{" + IDS + "}"));

    assertThat(report.acceptedCount()).isEqualTo(2);
    assertThat(report.rejectedByReason()).isEqualTo(Map.of(reason, 1));
    assertThat(report.firstMessage()).startsWith(message);
    assertThat(builder.view().spanCount()).isEqualTo(2);
    assertThat(builder.view().linkCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TOO_MANY_ATTRIBUTES | \"attributes\":[{},{},{}]",
        "TOO_MANY_ATTRIBUTES | \"events\":[{\"attributes\":[{},{},{}]}]",
        "TOO_MANY_ATTRIBUTES | \"links\":[{\"attributes\":[{},{},{}]}]",
        "TOO_MANY_EVENTS | \"events\":[{},{},{}]",
        "TOO_MANY_LINKS | \"links\":[{},{},{}]",
        "TOO_MANY_ITEMS | \"links\":[{},{}],\"events\":[{},{}],\"attributes\":[{},{}]",
        "NESTED_TOO_DEEP | \"attributes\":[{\"value\":{\"arrayValue\":{\"values\":[{\"arrayValue\":"
            + "{\"values\":[{\"kvlistValue\":{\"values\":[]}}]}}]}}}]",
      })
  void read_spanOverALimit_leavesOutThatSpanAlone(SpanRejection reason, String property) {
    DecodeLimits limits = new DecodeLimits(10, 2, 2, 2, 5, 2);
    String good = "{" + IDS + "}";

    DecodeReport report = read(limits, request(good + ",{" + property + "," + IDS + "}," + good));

    assertThat(report.rejectedByReason()).isEqualTo(Map.of(reason, 1));
    assertThat(builder.view().spanCount()).isEqualTo(2);
  }

  @Test
  void read_nestingAtTheDefaultLimit_isKeptAndBeyondItLeftOut() {
    AttributeValue value = new ArrayValue(List.of());
    for (int depth = 1; depth < 64; depth++) {
      value = new ArrayValue(List.of(value));
    }
    AttributeValue deeper = new ArrayValue(List.of(value));
    List<Span> spans =
        List.of(
            Spans.span(1, 1).attribute("deep", value).build(),
            Spans.span(1, 2).attribute("deep", deeper).build());
    byte[] json = new OtlpJsonWriter().write(Spans.batch(spans));

    DecodeReport report =
        new OtlpJsonReader(DecodeLimits.defaults()).read(json, 0, json.length, builder);

    assertThat(onlySpan()).isEqualTo(spans.getFirst());
    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.NESTED_TOO_DEEP, 1));
  }

  @Test
  void read_moreSpansThanAllowed_leavesOutTheRest() {
    String span = "{" + IDS + "}";

    DecodeReport report =
        read(new DecodeLimits(2, 2, 2, 2, 5, 2), request(String.join(",", span, span, span)));

    assertThat(report.acceptedCount()).isEqualTo(2);
    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.TOO_MANY_SPANS, 1));
  }

  @Test
  void read_resourceOverALimit_leavesOutAllItsSpans() {
    DecodeReport report =
        read(
            new DecodeLimits(9, 2, 2, 2, 9, 2),
            "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{},{},{}]},\"scopeSpans\":"
                + "[{\"spans\":[{%s},{%s}]}]}]}".formatted(IDS, IDS));

    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.TOO_MANY_ATTRIBUTES, 2));
    assertThat(builder.view().resourceCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | end of input (expected: an object) at byte 0",
        "[] | START_ARRAY (expected: an object) at byte 0",
        "null | VALUE_NULL (expected: an object) at byte 0",
        "{} {} | START_OBJECT (expected: the end) at byte 3",
        "{\"resourceSpans\":{}} | resourceSpans: START_OBJECT (expected: an array) at byte 17",
        "{\"resourceSpans\":[null]} | VALUE_NULL (expected: an object) at byte 18",
        "{\"resourceSpans\":[ | not JSON: Unexpected end-of-input",
        "{\"resourceSpans\":oops} | not JSON: Unrecognized token 'oops'",
      })
  void read_malformedDocument_saysWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":5 | name: VALUE_NUMBER_INT (expected: a string)",
        "\"startTimeUnixNano\":\"soon\" | startTimeUnixNano: VALUE_STRING (expected: an unsigned",
        "\"startTimeUnixNano\":-1 | startTimeUnixNano: VALUE_NUMBER_INT (expected: an unsigned",
        "\"startTimeUnixNano\":1.5 | startTimeUnixNano: VALUE_NUMBER_FLOAT (expected: an unsigned",
        "\"startTimeUnixNano\":1e999999999 | startTimeUnixNano: VALUE_NUMBER_FLOAT (expected",
        "\"startTimeUnixNano\":\"1e-999999999\" | startTimeUnixNano: VALUE_STRING (expected",
        "\"startTimeUnixNano\":18446744073709551616 | startTimeUnixNano: VALUE_NUMBER_INT (exp",
        "\"droppedLinksCount\":4294967296 | droppedLinksCount: VALUE_NUMBER_INT (expected: an un",
        "\"attributes\":[{\"value\":{\"intValue\":9223372036854775808}}] | intValue: VALUE_NUMBER",
        "\"attributes\":[{\"value\":{\"boolValue\":\"yes\"}}] | boolValue: VALUE_STRING (expected",
        "\"attributes\":[{\"value\":{\"doubleValue\":\"0x1p3\"}}] | doubleValue: VALUE_STRING (ex",
        "\"attributes\":[{\"value\":{\"bytesValue\":\"*\"}}] | bytesValue: VALUE_STRING (expected",
        "\"attributes\":[{\"value\":\"text\"}] | value: VALUE_STRING (expected: an object)",
      })
  void read_valueOfWrongType_saysWhatIsExpected(String property, String message) {
    assertThatThrownBy(() -> readSpan(property))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void read_malformedHalfWay_leavesTheBuilderAsItWas() {
    List<Span> before = new RandomSpans(1).spans(20);
    Spans.addTo(builder, before);

    assertThatThrownBy(() -> read(request("{" + IDS + "},{" + IDS + ",\"name\":[]}")))
        .isInstanceOf(MalformedPayloadException.class);

    assertThat(Spans.list(builder.view())).isEqualTo(before);
  }

  @Test
  void read_partOfAnArray_staysWithinIt() {
    byte[] json = ("}{{" + request("{" + IDS + "}") + "}{").getBytes(StandardCharsets.UTF_8);

    new OtlpJsonReader(DecodeLimits.defaults()).read(json, 3, json.length - 5, builder);

    assertThat(builder.view().spanCount()).isEqualTo(1);
  }

  private void readSpan(String properties) {
    read(request("{" + properties + "," + IDS + "}"));
  }

  private DecodeReport read(String json) {
    return read(DecodeLimits.defaults(), json);
  }

  private DecodeReport read(DecodeLimits limits, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new OtlpJsonReader(limits).read(bytes, 0, bytes.length, builder);
  }

  private static String request(String spans) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
  }

  private Span onlySpan() {
    SpanBatch batch = builder.view();
    assertThat(batch.spanCount()).isEqualTo(1);
    return Spans.list(batch).getFirst();
  }
}
