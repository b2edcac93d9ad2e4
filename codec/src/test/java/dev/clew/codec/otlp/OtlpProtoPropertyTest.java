// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.DecodeLimits;
import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtlpProtoPropertyTest {

  private final OtlpProtoReader reader = new OtlpProtoReader(DecodeLimits.defaults());
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void read_whatProtobufJavaWrote_isEqualInEveryField() {
    Seeds.check(
        200,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(random.nextInt(30));
          assertThat(read(ProtobufOracle.encode(spans).toByteArray())).isEqualTo(spans);
        });
  }

  @Test
  void read_oddButValidEncoding_agreesWithProtobufJava() {
    Seeds.check(
        400,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(random.nextInt(10));
          byte[] bytes = ProtobufOracle.encode(spans).toByteArray();
          byte[] odd = new WireScrambler(random).scramble(TracesData.getDescriptor(), bytes);
          List<Span> expected = Canonical.spans(ProtobufOracle.decode(TracesData.parseFrom(odd)));

          assertThat(read(odd)).isEqualTo(expected);
        });
  }

  @Test
  void write_anyBatch_isReadByProtobufJavaAsTheSameSpans() {
    OtlpProtoWriter writer = new OtlpProtoWriter();
    Seeds.check(
        200,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(random.nextInt(30));

          TracesData written = TracesData.parseFrom(writer.write(Spans.batch(spans)));

          assertThat(ProtobufOracle.decode(written)).isEqualTo(grouped(spans));
          assertThat(written.toByteArray()).isEqualTo(writer.write(Spans.batch(spans)));
        });
  }

  @Test
  void write_chosenRows_writesThoseAlone() {
    OtlpProtoWriter writer = new OtlpProtoWriter();
    Seeds.check(
        100,
        random -> {
          List<Span> spans = new RandomSpans(random).spans(30);
          int[] rows = random.ints(10, 0, 30).distinct().toArray();
          List<Span> chosen = IntStream.of(rows).mapToObj(spans::get).toList();

          byte[] written = writer.write(SpanRows.of(Spans.batch(spans), rows));

          assertThat(ProtobufOracle.decode(TracesData.parseFrom(written)))
              .containsExactlyInAnyOrderElementsOf(chosen);
        });
  }

  /** The order in which OTLP nests spans: by first appearance of their resource, then scope. */
  private static List<Span> grouped(List<Span> spans) {
    return spans.stream()
        .collect(
            groupingBy(
                Span::resource,
                LinkedHashMap::new,
                groupingBy(Span::scope, LinkedHashMap::new, toList())))
        .values()
        .stream()
        .flatMap(scopes -> scopes.values().stream())
        .flatMap(List::stream)
        .toList();
  }

  private List<Span> read(byte[] bytes) {
    builder.clear();
    reader.read(bytes, 0, bytes.length, builder);
    return Canonical.spans(Spans.list(builder.view()));
  }
}
