// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.Span;
import dev.clew.model.SpanId;
import dev.clew.store.query.PlainText;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.CanonicalSpan;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParquetSinkTest {

  /** What another implementation of Parquet reads is what was written. */
  @Test
  void randomSpans_areReadByAnotherImplementation() {
    Seeds.check(
        5,
        random -> {
          List<Span> spans = CanonicalSpan.of(new RandomSpans(random).spans(500));
          int row = 0;
          try (ParquetFileReader file = open(written(spans));
              RowReader rows = file.rowReader()) {
            while (rows.hasNext()) {
              rows.next();
              assertEqual(rows, spans.get(row++));
            }
          }
          assertThat(row).isEqualTo(spans.size());
        });
  }

  @Test
  void columns_areCompressedWithZstd() throws IOException {
    try (ParquetFileReader file = open(written(new RandomSpans(1).spans(100)))) {
      assertThat(file.getFileMetaData().rowGroups())
          .flatExtracting(group -> group.columns())
          .extracting(column -> column.metaData().codec())
          .containsOnly(CompressionCodec.ZSTD);
    }
  }

  @Test
  void noSpans_areAFileWithColumns() throws IOException {
    try (ParquetFileReader file = open(written(List.of()))) {
      assertThat(file.getFileMetaData().numRows()).isZero();
      assertThat(file.getFileSchema().getColumnCount()).isGreaterThan(30);
    }
  }

  private static void assertEqual(RowReader row, Span span) {
    assertThat(row.getString("trace_id")).isEqualTo(span.traceId().toHex());
    assertThat(row.getString("span_id")).isEqualTo(SpanId.toHex(span.spanId()));
    assertThat(row.getString("parent_span_id"))
        .isEqualTo(span.parentSpanId() == 0 ? null : SpanId.toHex(span.parentSpanId()));
    assertThat(row.getString("name")).isEqualTo(span.name());
    assertThat(row.getString("kind")).isEqualTo(span.kind().label());
    assertThat(row.getString("status_code")).isEqualTo(span.status().code().label());
    assertThat(row.getTimestamp("start_time"))
        .isEqualTo(Instant.EPOCH.plusNanos(span.startNanos()).truncatedTo(ChronoUnit.MICROS));
    assertThat(row.getLong("start_time_unix_nano")).isEqualTo(span.startNanos());
    assertThat(row.getLong("end_time_unix_nano")).isEqualTo(span.endNanos());
    assertThat(row.getInt("flags")).isEqualTo(span.flags());
    assertThat(row.getInt("dropped_links_count")).isEqualTo(span.droppedLinksCount());
    assertThat(texts(row.getMap("attributes"))).isEqualTo(texts(span.attributes()));
    Map<String, String> resource = texts(span.resource().attributes());
    assertThat(texts(row.getMap("resource_attributes"))).isEqualTo(resource);
    assertThat(row.getString("service_name")).isEqualTo(resource.get("service.name"));
    assertThat(row.getString("scope_name")).isEqualTo(span.scope().name());
    List<Span.Event> events = new ArrayList<>(span.events());
    for (Object element : row.getList("events").values()) {
      assertEqual((PqStruct) element, events.removeFirst());
    }
    assertThat(events).isEmpty();
    List<Span.Link> links = new ArrayList<>(span.links());
    for (Object element : row.getList("links").values()) {
      PqStruct link = (PqStruct) element;
      Span.Link expected = links.removeFirst();
      assertThat(link.getString("trace_id")).isEqualTo(expected.traceId().toHex());
      assertThat(texts(link.getMap("attributes"))).isEqualTo(texts(expected.attributes()));
    }
    assertThat(links).isEmpty();
  }

  private static void assertEqual(PqStruct event, Span.Event expected) {
    assertThat(event.getString("name")).isEqualTo(expected.name());
    assertThat(event.getLong("time_unix_nano")).isEqualTo(expected.timeNanos());
    assertThat(texts(event.getMap("attributes"))).isEqualTo(texts(expected.attributes()));
  }

  private static Map<String, String> texts(Span.Attributes attributes) {
    Map<String, String> texts = new HashMap<>();
    for (AttributeValue.Entry entry : attributes.entries()) {
      boolean isEmpty = entry.value() instanceof EmptyValue;
      texts.put(entry.key(), isEmpty ? null : PlainText.of(entry.value()));
    }
    return texts;
  }

  private static Map<String, String> texts(PqMap map) {
    Map<String, String> texts = new HashMap<>();
    for (PqMap.Entry entry : map.getEntries()) {
      texts.put(entry.getStringKey(), entry.isValueNull() ? null : entry.getStringValue());
    }
    return texts;
  }

  private static ByteBuffer written(List<Span> spans) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ParquetSink sink = new ParquetSink(out)) {
      for (int from = 0; from < spans.size(); from += 100) {
        sink.write(Spans.batch(spans.subList(from, Math.min(spans.size(), from + 100))));
      }
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  private static ParquetFileReader open(ByteBuffer file) throws IOException {
    return ParquetFileReader.open(InputFile.of(file));
  }
}
