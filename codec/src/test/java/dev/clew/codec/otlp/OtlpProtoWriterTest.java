// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpProtoWriterTest {

  private static final byte[] MALFORMED = {'a', (byte) 0xC3};
  private static final String MENDED = "a\uFFFD";

  private final OtlpProtoWriter writer = new OtlpProtoWriter();

  @Test
  void write_emptyBatch_isEmpty() {
    assertThat(writer.write(Spans.batch())).isEmpty();
  }

  /** Strict readers, protobuf-java among them, refuse a whole message for one malformed string. */
  @Test
  void write_malformedUtf8_leavesAsReplacementCharacter() throws Exception {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    byte[] entityRef = {3 << 3 | 2, 4, 2 << 3 | 2, 2, MALFORMED[0], MALFORMED[1]};
    builder.resourceEntityRefsRef(builder.intern(entityRef, 0, entityRef.length));
    builder.beginScope();
    builder.beginSpan();
    int malformed = builder.intern(MALFORMED, 0, MALFORMED.length);
    builder.nameRef(malformed);
    builder.attribute(AttributeScope.SPAN, malformed, ValueType.STRING, malformed);
    builder.attribute(AttributeScope.SPAN, builder.intern("raw"), ValueType.BYTES, malformed);
    byte[] array = {1 << 3 | 2, 4, 1 << 3 | 2, 2, MALFORMED[0], MALFORMED[1]};
    int list = builder.intern(array, 0, array.length);
    builder.attribute(AttributeScope.SPAN, builder.intern("list"), ValueType.ARRAY, list);
    builder.endSpan();
    builder.endScope();
    builder.endResource();

    TracesData written = TracesData.parseFrom(writer.write(builder.view()));

    Span span = ProtobufOracle.decode(written).getFirst();
    assertThat(span.name()).isEqualTo(MENDED);
    assertThat(span.attributes().entries().get(0).key()).isEqualTo(MENDED);
    assertThat(span.attributes().entries())
        .extracting(entry -> (Object) entry.value())
        .containsExactly(
            new StringValue(MENDED),
            new BytesValue(MALFORMED),
            new ArrayValue(List.of(new StringValue(MENDED))));
    assertThat(written.getResourceSpans(0).getResource().getEntityRefs(0).getType())
        .isEqualTo(MENDED);
  }

  @Test
  void write_equalResourcesOfTwoRequests_writesThemOnce() throws Exception {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    Spans.addTo(builder, List.of(Spans.span(1, 1).build(), Spans.span(1, 2).service("b").build()));
    Spans.addTo(builder, List.of(Spans.span(1, 3).service("b").build(), Spans.span(1, 4).build()));
    SpanBatch batch = builder.view();
    assertThat(batch.resourceCount()).isEqualTo(4);

    TracesData written = TracesData.parseFrom(writer.write(batch));

    assertThat(written.getResourceSpansList())
        .extracting(resourceSpans -> resourceSpans.getScopeSpans(0).getSpansCount())
        .containsExactly(2, 2);
    assertThat(ProtobufOracle.decode(written))
        .extracting(Span::spanId)
        .containsExactly(1L, 4L, 2L, 3L);
  }

  @Test
  void write_valueLargerThanTheBuffer_growsIt() throws Exception {
    String prompt = "word ".repeat(1_000_000);
    SpanBatch batch = Spans.batch(Spans.span(1, 1).attribute("prompt", prompt).build());

    byte[] written = writer.write(batch);

    assertThat(written).hasSizeGreaterThan(prompt.getBytes(StandardCharsets.UTF_8).length);
    assertThat(ProtobufOracle.decode(TracesData.parseFrom(written))).isEqualTo(Spans.list(batch));
  }
}
