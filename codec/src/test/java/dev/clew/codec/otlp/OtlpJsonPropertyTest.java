// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpJsonPropertyTest {

  private static final List<JsonFormat.Printer> PRINTERS =
      List.of(
          JsonFormat.printer(),
          JsonFormat.printer().printingEnumsAsInts().omittingInsignificantWhitespace(),
          JsonFormat.printer().alwaysPrintFieldsWithNoPresence());

  private final OtlpJsonReader reader = new OtlpJsonReader(DecodeLimits.defaults());

  @Test
  void write_anyBatch_isReadByProtobufJavaAsTheSameSpans() {
    Seeds.check(
        80,
        random -> {
          SpanBatch batch = new RandomSpans(random).batch(random.nextInt(15));
          // by way of its own JSON, because protobuf-java's reader takes -0.0 for 0.0
          TracesData expected = JsonOracle.parse(JsonOracle.print(proto(batch), PRINTERS.get(0)));

          TracesData written = JsonOracle.parse(new OtlpJsonWriter().write(batch));

          assertThat(ProtobufOracle.decode(written)).isEqualTo(ProtobufOracle.decode(expected));
        });
  }

  @Test
  void read_whatProtobufJavaWrote_isEqualInEveryField() {
    Seeds.check(
        80,
        random -> {
          TracesData data = proto(new RandomSpans(random).batch(random.nextInt(15)));
          JsonFormat.Printer printer = PRINTERS.get(random.nextInt(PRINTERS.size()));

          assertThat(read(JsonOracle.print(data, printer))).isEqualTo(ProtobufOracle.decode(data));
        });
  }

  @Test
  void read_whatTheWriterWrote_isEqualInEveryField() {
    Seeds.check(
        200,
        random -> {
          SpanBatch batch = new RandomSpans(random).batch(random.nextInt(30));

          assertThat(read(new OtlpJsonWriter().write(batch)))
              .containsExactlyInAnyOrderElementsOf(Spans.list(batch));
        });
  }

  private List<Span> read(byte[] json) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    DecodeReport report = reader.read(json, 0, json.length, builder);
    assertThat(report.rejectedCount()).isZero();
    return Spans.list(builder.view());
  }

  private static TracesData proto(SpanBatch batch) throws Exception {
    return TracesData.parseFrom(new OtlpProtoWriter().write(batch));
  }
}
