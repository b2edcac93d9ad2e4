// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.testkit.Spans;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class OtlpJsonWriterTest {

  private static final Span SPAN =
      Spans.span(1, 2)
          .parent(3)
          .name("GET /")
          .kind(SpanKind.SERVER)
          .attribute("count", 5)
          .error("no")
          .build();

  private static final String RESOURCE_SPANS =
      """
      {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"service"}}]},\
      "scopeSpans":[{"scope":{"name":"library"},"spans":[{\
      "traceId":"00000000000000000000000000000001","spanId":"0000000000000002",\
      "parentSpanId":"0000000000000003","flags":1,"name":"GET /","kind":2,\
      "startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225600001000000",\
      "attributes":[{"key":"count","value":{"intValue":"5"}}],\
      "status":{"message":"no","code":2}}]}]}\
      """;

  @Test
  void write_oneSpan_isTheDocumentOfTheSpecification() {
    assertThat(new OtlpJsonWriter().write(Spans.batch(SPAN)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"resourceSpans\":[" + RESOURCE_SPANS + "]}");
  }

  @Test
  void write_emptyBatch_isAnEmptyArray() {
    assertThat(new OtlpJsonWriter().write(Spans.batch()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"resourceSpans\":[]}");
  }

  @Test
  void writeResourceSpans_ofTwoBatches_fillsOneArray() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartArray();
      new OtlpJsonWriter().writeResourceSpans(SpanRows.all(Spans.batch(SPAN)), json);
      new OtlpJsonWriter().writeResourceSpans(SpanRows.of(Spans.batch(SPAN, SPAN), 1), json);
      json.writeEndArray();
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("[" + RESOURCE_SPANS + "," + RESOURCE_SPANS + "]");
  }
}
