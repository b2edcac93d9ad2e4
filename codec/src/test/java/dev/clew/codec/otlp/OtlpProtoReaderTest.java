// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.SpanRejection;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpProtoReaderTest {

  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void read_emptyPayload_addsNothing() {
    assertThat(read(new byte[0])).isEqualTo(new DecodeReport(0, 0, Map.of(), ""));
    assertThat(builder.view().spanCount()).isZero();
  }

  @Test
  void read_partOfAnArray_staysWithinIt() {
    byte[] request = request(span(1)).toByteArray();
    byte[] padded = new byte[request.length + 20];
    System.arraycopy(request, 0, padded, 10, request.length);

    new OtlpProtoReader(DecodeLimits.defaults()).read(padded, 10, request.length, builder);

    assertThat(builder.view().spanId(0)).isEqualTo(1);
  }

  @Test
  void read_twoRequests_addsTheSecondToTheFirst() {
    OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
    for (int id = 1; id <= 2; id++) {
      byte[] request = request(span(id)).toByteArray();
      assertThat(reader.read(request, 0, request.length, builder).acceptedCount()).isEqualTo(1);
    }
    assertThat(Spans.list(builder.view()))
        .extracting(span -> span.spanId())
        .containsExactly(1L, 2L);
  }

  @Test
  void read_resourceAndScopeAfterTheirSpans_belongsToThemAllTheSame() throws Exception {
    byte[] resource =
        ResourceSpans.newBuilder().setResource(resource("late")).build().toByteArray();
    byte[] scope =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("late scope"))
            .build()
            .toByteArray();
    byte[] spans = ScopeSpans.newBuilder().addSpans(span(1)).build().toByteArray();
    byte[] scopeSpans = field(2, concat(spans, scope));

    read(field(1, concat(scopeSpans, resource)));

    assertThat(Spans.list(builder.view()))
        .singleElement()
        .satisfies(span -> {
          assertThat(span.scope().name()).isEqualTo("late scope");
          assertThat(span.resource().attributes().entries().getFirst().value())
              .isEqualTo(new StringValue("late"));
        });
  }

  @Test
  void read_arrayInTwoParts_isOneArray() {
    byte[] first = AnyValue.newBuilder().setArrayValue(array(1, 2)).build().toByteArray();
    byte[] second = AnyValue.newBuilder().setArrayValue(array(3)).build().toByteArray();
    byte[] third = AnyValue.newBuilder().setArrayValue(array(4)).build().toByteArray();
    byte[] pair = concat(field(2, first), field(2, concat(second, third)));

    read(requestWithSpan(concat(span(1).build().toByteArray(), field(9, pair))));

    SpanBatch batch = builder.view();
    assertThat(batch.attributes(AttributeScope.SPAN).value(0, batch.strings()))
        .isEqualTo(
            new ArrayValue(
                List.of(new IntValue(1), new IntValue(2), new IntValue(3), new IntValue(4))));
  }

  @Test
  void read_statusInTwoParts_isMerged() {
    byte[] code =
        Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).build().toByteArray();
    byte[] message = Status.newBuilder().setMessage("boom").build().toByteArray();

    read(
        requestWithSpan(
            concat(span(1).build().toByteArray(), field(15, code), field(15, message))));

    assertThat(builder.view().status(0)).isEqualTo(StatusCode.ERROR);
    assertThat(text(builder.view().statusMessageRef(0))).isEqualTo("boom");
  }

  @Test
  void read_enumNumbersOfTheFuture_readAsUnspecified() {
    read(request(span(1).setKindValue(99).setStatus(Status.newBuilder().setCodeValue(-5))));

    assertThat(builder.view().kind(0)).isEqualTo(SpanKind.UNSPECIFIED);
    assertThat(builder.view().status(0)).isEqualTo(StatusCode.UNSET);
  }

  /** An SDK in another language may send a name cut in the middle of a character. */
  @Test
  void read_malformedUtf8_keepsTheBytes() {
    byte[] name = {'a', (byte) 0xC3};

    read(requestWithSpan(concat(span(1).build().toByteArray(), field(5, name))));

    SpanBatch batch = builder.view();
    assertThat(batch.strings().copy(batch.nameRef(0))).isEqualTo(name);
    assertThat(text(batch.nameRef(0))).isEqualTo("a\uFFFD");
  }

  @Test
  void read_resourceWithoutSpans_leavesNoRow() {
    read(
        TracesData.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().setResource(resource("empty")))
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(resource("full"))
                    .addScopeSpans(ScopeSpans.newBuilder().setSchemaUrl("empty"))
                    .addScopeSpans(ScopeSpans.newBuilder().addSpans(span(1))))
            .build()
            .toByteArray());

    assertThat(builder.view().resourceCount()).isEqualTo(1);
    assertThat(builder.view().scopeCount()).isEqualTo(1);
    assertThat(Spans.list(builder.view()).getFirst().scope().schemaUrl()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_TRACE_ID,         0, 8, 0, 16, 8, trace id: 0 bytes (expected: 16",
    "INVALID_TRACE_ID,        15, 8, 0, 16, 8, trace id: 15 bytes (expected: 16",
    "INVALID_TRACE_ID,        32, 8, 0, 16, 8, trace id: 32 bytes (expected: 16",
    "INVALID_SPAN_ID,         16, 0, 0, 16, 8, span id: 0 bytes (expected: 8",
    "INVALID_SPAN_ID,         16, 9, 0, 16, 8, span id: 9 bytes (expected: 8",
    "INVALID_PARENT_SPAN_ID,  16, 8, 7, 16, 8, parent span id: 7 bytes (expected: 8",
    "INVALID_LINK_TRACE_ID,   16, 8, 0, 8,  8, trace id of a link: 8 bytes (expected: 16",
    "INVALID_LINK_SPAN_ID,    16, 8, 0, 16, 1, span id of a link: 1 bytes (expected: 8",
  })
  void read_idOfWrongLength_leavesOutThatSpanAlone(
      SpanRejection reason,
      int traceId,
      int spanId,
      int parentSpanId,
      int linkTraceId,
      int linkSpanId,
      String message) {
    Span.Builder bad =
        Span.newBuilder()
            .setTraceId(ones(traceId))
            .setSpanId(ones(spanId))
            .setParentSpanId(ones(parentSpanId))
            .addLinks(
                Span.Link.newBuilder().setTraceId(ones(linkTraceId)).setSpanId(ones(linkSpanId)));

    DecodeReport report = read(request(span(1), bad, span(3)));

    assertThat(report.acceptedCount()).isEqualTo(2);
    assertThat(report.rejectedByReason()).isEqualTo(Map.of(reason, 1));
    assertThat(report.firstMessage()).startsWith(message);
    assertThat(Spans.list(builder.view()))
        .extracting(span -> span.spanId())
        .containsExactly(1L, 3L);
    assertThat(builder.view().linkCount()).isZero();
  }

  @Test
  void read_idsOfZeros_areInvalid() {
    Span.Builder noTrace = span(1).setTraceId(ByteString.copyFrom(new byte[16]));
    Span.Builder noSpan = span(0);
    Span.Builder zeroParent = span(3).setParentSpanId(ByteString.copyFrom(new byte[8]));

    DecodeReport report = read(request(noTrace, noSpan, zeroParent));

    assertThat(report.rejectedByReason())
        .isEqualTo(Map.of(SpanRejection.INVALID_TRACE_ID, 1, SpanRejection.INVALID_SPAN_ID, 1));
    assertThat(report.rejectedCount()).isEqualTo(2);
    assertThat(builder.view().parentSpanId(0)).isZero();
  }

  @Test
  void read_linkWithoutIds_isKept() {
    read(request(span(1).addLinks(Span.Link.newBuilder().setTraceState("a=b"))));

    assertThat(Spans.list(builder.view()).getFirst().links()).hasSize(1);
  }

  /** The last occurrence of a field wins, an empty one too. */
  @Test
  void read_linkIdFollowedByAnEmptyOne_isEmpty() {
    byte[] link =
        Span.Link.newBuilder().setTraceId(ones(16)).setSpanId(ones(8)).build().toByteArray();
    byte[] empty = concat(field(1, new byte[0]), field(2, new byte[0]));

    read(requestWithSpan(concat(span(1).build().toByteArray(), field(13, concat(link, empty)))));

    assertThat(builder.view().linkTraceIdLow(0)).isZero();
    assertThat(builder.view().linkSpanId(0)).isZero();
  }

  @Test
  void read_moreSpansThanAllowed_leavesOutTheRest() {
    DecodeLimits limits = new DecodeLimits(2, 10, 10, 10, 100, 8);

    DecodeReport report = read(limits, request(span(1), span(2), span(3), span(4)));

    assertThat(report)
        .isEqualTo(
            new DecodeReport(
                2,
                2,
                Map.of(SpanRejection.TOO_MANY_SPANS, 2),
                "spans in the request: over the limit (expected: at most 2)"));
  }

  @Test
  void read_ownerOverALimit_leavesOutThatSpanAlone() {
    DecodeLimits limits = new DecodeLimits(10, 2, 2, 2, 100, 8);

    assertRejected(limits, SpanRejection.TOO_MANY_ATTRIBUTES, span -> attributes(span, 3));
    assertRejected(limits, SpanRejection.TOO_MANY_EVENTS, span -> times(3, span::addEventsBuilder));
    assertRejected(limits, SpanRejection.TOO_MANY_LINKS, span -> times(3, span::addLinksBuilder));
    assertRejected(
        limits,
        SpanRejection.TOO_MANY_ATTRIBUTES,
        span -> times(3, span.addEventsBuilder()::addAttributesBuilder));
    assertRejected(
        limits,
        SpanRejection.TOO_MANY_ATTRIBUTES,
        span -> times(3, span.addLinksBuilder()::addAttributesBuilder));
  }

  @Test
  void read_moreItemsThanAllowed_leavesOutTheSpansBeyond() {
    DecodeLimits limits = new DecodeLimits(10, 10, 10, 10, 5, 8);
    Span.Builder event = span(3);
    event.addEventsBuilder();

    DecodeReport report =
        read(limits, request(attributes(span(1), 2), attributes(span(2), 3), event, span(4)));

    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.TOO_MANY_ITEMS, 1));
    assertThat(Spans.list(builder.view()))
        .extracting(span -> span.spanId())
        .containsExactly(1L, 2L, 4L);
  }

  @Test
  void read_resourceOverALimit_leavesOutAllItsSpans() {
    DecodeLimits limits = new DecodeLimits(10, 2, 10, 10, 100, 8);
    Resource.Builder resource = Resource.newBuilder();
    times(3, resource::addAttributesBuilder);
    TracesData data =
        TracesData.newBuilder()
            .addResourceSpans(resourceSpans(span(1)))
            .addResourceSpans(resourceSpans(span(2), span(3)).setResource(resource))
            .addResourceSpans(resourceSpans(span(4)))
            .build();

    DecodeReport report = read(limits, data.toByteArray());

    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.TOO_MANY_ATTRIBUTES, 2));
    assertThat(Spans.list(builder.view()))
        .extracting(span -> span.spanId())
        .containsExactly(1L, 4L);
  }

  @Test
  void read_scopeOverALimit_leavesOutAllItsSpans() {
    DecodeLimits limits = new DecodeLimits(10, 2, 10, 10, 100, 8);
    InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
    times(3, scope::addAttributesBuilder);
    ResourceSpans.Builder data = resourceSpans(span(1), span(2));
    data.getScopeSpansBuilder(0).setScope(scope);
    data.addScopeSpans(ScopeSpans.newBuilder().addSpans(span(3)));

    DecodeReport report =
        read(limits, TracesData.newBuilder().addResourceSpans(data).build().toByteArray());

    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.TOO_MANY_ATTRIBUTES, 2));
    assertThat(Spans.list(builder.view())).extracting(span -> span.spanId()).containsExactly(3L);
  }

  @Test
  void read_nestingAtTheLimit_isKeptAndBeyondItLeftOut() {
    DecodeLimits limits = new DecodeLimits(10, 10, 10, 10, 100, 5);

    DecodeReport report = read(limits, request(nested(5), nested(6)));

    assertThat(report.acceptedCount()).isEqualTo(1);
    assertThat(report.rejectedByReason()).isEqualTo(Map.of(SpanRejection.NESTED_TOO_DEEP, 1));
    assertThat(report.firstMessage()).contains("at most 5 levels");
  }

  @Test
  void read_malformedHalfWay_leavesTheBuilderAsItWas() {
    SpanBatch before = new RandomSpans(1).batch(20);
    Spans.addTo(builder, Spans.list(before));
    byte[] good = new byte[0];
    for (int i = 0; i < 5; i++) {
      good = concat(good, request(span(i + 1)).toByteArray());
    }
    byte[] bad = concat(good, new byte[] {0x0A, 0x7F, 0x01});

    assertThatThrownBy(() -> read(bad))
        .isInstanceOfSatisfying(
            MalformedPayloadException.class, e -> assertThat(e.offset()).isEqualTo(bad.length - 2))
        .hasMessage("length 127 beyond its message of 1 at byte " + (bad.length - 2));
    assertThat(Spans.list(builder.build())).isEqualTo(Spans.list(before));
  }

  @ParameterizedTest
  @CsvSource({
    "0A, varint beyond its message",
    "0A 05 0A, length 5 beyond its message of 1",
    "0A FF FF FF FF FF FF FF FF FF 01, length 18446744073709551615",
    "80, varint beyond its message",
    "80 80 80 80 80 80 80 80 80 80 80 01, varint of over ten bytes",
    "FF FF FF FF FF FF 01, tag 8796093022207",
    "00, field number 0",
    "0B 0C, wire type 3",
    "0F, wire type 7",
    "39 01 02 03 04 05 06 07, fixed64 beyond its message",
    "85 01 01 02 03, fixed32 beyond its message",
  })
  void read_malformedBytes_saysWhatIsWrong(String hex, String message) {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessageStartingWith(message);
  }

  private void assertRejected(
      DecodeLimits limits, SpanRejection reason, Consumer<Span.Builder> overTheLimit) {
    builder.clear();
    Span.Builder bad = span(2);
    overTheLimit.accept(bad);
    DecodeReport report = read(limits, request(span(1), bad, span(3)));
    assertThat(report.rejectedByReason()).isEqualTo(Map.of(reason, 1));
    assertThat(report.firstMessage()).endsWith("over the limit (expected: at most 2)");
    assertThat(builder.view().eventCount() + builder.view().linkCount()).isZero();
    assertThat(builder.view().attributes(AttributeScope.SPAN).entryCount()).isZero();
  }

  private DecodeReport read(TracesData data) {
    return read(data.toByteArray());
  }

  private DecodeReport read(byte[] bytes) {
    return new OtlpProtoReader(DecodeLimits.defaults()).read(bytes, 0, bytes.length, builder);
  }

  private DecodeReport read(DecodeLimits limits, TracesData data) {
    return read(limits, data.toByteArray());
  }

  private DecodeReport read(DecodeLimits limits, byte[] bytes) {
    return new OtlpProtoReader(limits).read(bytes, 0, bytes.length, builder);
  }

  private String text(int reference) {
    return builder.view().strings().string(reference);
  }

  private static TracesData request(Span.Builder... spans) {
    return TracesData.newBuilder().addResourceSpans(resourceSpans(spans)).build();
  }

  private static ResourceSpans.Builder resourceSpans(Span.Builder... spans) {
    ScopeSpans.Builder scopeSpans = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scopeSpans.addSpans(span);
    }
    return ResourceSpans.newBuilder().addScopeSpans(scopeSpans);
  }

  private static byte[] requestWithSpan(byte[] span) {
    return field(1, field(2, field(2, span)));
  }

  private static Span.Builder span(int id) {
    byte[] spanId = {0, 0, 0, 0, 0, 0, 0, (byte) id};
    return Span.newBuilder().setTraceId(ones(16)).setSpanId(ByteString.copyFrom(spanId));
  }

  private static Span.Builder attributes(Span.Builder span, int count) {
    times(count, span::addAttributesBuilder);
    return span;
  }

  private static Span.Builder nested(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder().setIntValue(depth);
    for (int level = 0; level < depth; level++) {
      AnyValue.Builder outer = AnyValue.newBuilder();
      if (level % 2 == 0) {
        outer.getArrayValueBuilder().addValues(value);
      } else {
        outer.getKvlistValueBuilder().addValues(KeyValue.newBuilder().setValue(value));
      }
      value = outer;
    }
    return span(depth).addAttributes(KeyValue.newBuilder().setKey("deep").setValue(value));
  }

  private static io.opentelemetry.proto.common.v1.ArrayValue.Builder array(int... numbers) {
    var array = io.opentelemetry.proto.common.v1.ArrayValue.newBuilder();
    for (int number : numbers) {
      array.addValues(AnyValue.newBuilder().setIntValue(number));
    }
    return array;
  }

  private static Resource resource(String serviceName) {
    return Resource.newBuilder()
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("service.name")
                .setValue(AnyValue.newBuilder().setStringValue(serviceName)))
        .build();
  }

  private static ByteString ones(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return ByteString.copyFrom(bytes);
  }

  private static void times(int count, Runnable action) {
    for (int i = 0; i < count; i++) {
      action.run();
    }
  }

  /** A length-delimited field of fewer than 128 bytes. */
  private static byte[] field(int number, byte[] content) {
    return concat(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
