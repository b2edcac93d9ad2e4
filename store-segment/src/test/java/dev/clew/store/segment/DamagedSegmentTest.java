// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.admin.Deletion;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage that a query meets while the store is open. */
class DamagedSegmentTest {

  private static final QueryContext CONTEXT = QueryContext.defaults();
  private static final int SPANS = 500;
  private static final TraceId SPLIT = new TraceId(0, 5000);

  @TempDir Path directory;
  private SegmentStore store;

  /** Two segments, of which the larger is damaged in the middle of its columns. */
  @BeforeEach
  void openDamaged() throws IOException {
    try (SegmentStore whole = SegmentStores.withoutMerging(directory)) {
      append(whole, IntStream.range(0, SPANS).mapToObj(i -> span(1000 + i, "damaged")).toList());
      SegmentStores.flush(whole);
      append(whole, IntStream.range(0, 20).mapToObj(i -> span(5000 + i, "whole")).toList());
      SegmentStores.flush(whole);
    }
    Path largest;
    try (Stream<Path> files = Files.list(directory.resolve("segments"))) {
      largest =
          files
              .filter(file -> file.toString().endsWith(".seg"))
              .max(Comparator.comparingLong(file -> file.toFile().length()))
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(largest);
    for (int i = bytes.length / 10; i < bytes.length / 2; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(largest, bytes);
    store = SegmentStores.withoutMerging(directory);
    assertThat(store.damagedSegments()).isEmpty();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void search_damageMet_answersWithTheRestAndSaysSo() {
    TracePage page =
        store.reader().search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 1000), CONTEXT);

    assertThat(page.traces()).hasSize(20);
    assertThat(page.stats().partial()).contains(Partial.DAMAGE);
    assertSetAside();
    assertThat(
            store.reader().search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 5), CONTEXT))
        .satisfies(next -> {
          assertThat(next.traces()).hasSize(5);
          assertThat(next.stats().partial()).contains(Partial.DAMAGE);
        });
  }

  @Test
  void trace_inBothSegments_hasTheSpansThatCanBeRead() {
    try (TraceChunks chunks = store.reader().trace(SPLIT, CONTEXT)) {
      assertThat(chunks.toList().stream().flatMap(batch -> Spans.list(batch).stream()))
          .extracting(Span::name)
          .containsExactly("whole");
      assertThat(chunks.isPartial()).isTrue();
    }
    assertSetAside();
  }

  @Test
  void services_damageMet_areThoseOfTheRest() {
    assertThat(store.reader().services(TimeRange.ALL, CONTEXT)).contains("service");
    assertThat(store.reader().operations("service", null, TimeRange.ALL, CONTEXT))
        .extracting(operation -> operation.name())
        .containsExactly("whole");
    assertSetAside();
  }

  @Test
  void delete_damageMet_saysHowManyFilesItCouldNotSearch() {
    var result = store.admin().delete(new Deletion.Trace(new TraceId(0, 1000)));

    assertThat(result.unsearchedFileCount()).isEqualTo(1);
    assertSetAside();
  }

  @Test
  void open_again_stillSaysThatSomethingIsMissing() {
    store.reader().search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 1000), CONTEXT);
    store.close();

    store = SegmentStores.withoutMerging(directory);

    assertSetAside();
    assertThat(
            store
                .reader()
                .search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 5), CONTEXT)
                .stats()
                .partial())
        .contains(Partial.DAMAGE);
  }

  @Test
  void append_damageMet_goesOn() {
    store.reader().search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 1000), CONTEXT);

    append(store, List.of(span(9, "later")));

    try (TraceChunks chunks = store.reader().trace(new TraceId(0, 9), CONTEXT)) {
      assertThat(chunks.toList()).hasSize(1);
    }
  }

  private void assertSetAside() {
    assertThat(store.damagedSegments())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.toString()).endsWith(".seg.damaged");
          assertThat(file).exists();
        });
  }

  /** A root span; the last of the first segment belongs to a trace of the second. */
  private static Span span(int trace, String name) {
    return trace == 1000 + SPANS - 1
        ? Spans.span(SPLIT.low(), 1).name(name).build()
        : Spans.span(trace, trace * 10L).name(name).attribute("key", "value " + trace).build();
  }

  private static void append(SegmentStore store, List<Span> spans) {
    store.writer().append(Spans.batch(new ArrayList<>(spans))).join();
  }
}
