// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Projection;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.StoreException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.Field;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.Finding;
import dev.clew.store.segment.offline.RepairResult;
import dev.clew.store.segment.offline.SegmentStats;
import dev.clew.store.segment.offline.StoreFiles;
import dev.clew.store.segment.offline.Verification;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {

  private static final int SPANS = 10_000;

  @TempDir Path directory;

  /** One segment of three blocks, and something in the journal. */
  @BeforeEach
  void write() {
    RandomSpans source = new RandomSpans(1);
    try (SegmentStore store = SegmentStores.withoutMerging(directory)) {
      for (int batch = 0; batch < 10; batch++) {
        store.writer().append(Spans.batch(source.spans(SPANS / 10))).join();
      }
      SegmentStores.flush(store);
      store.writer().append(Spans.batch(source.spans(10))).join();
    }
  }

  @Test
  void verify_wholeStore_findsNothing() {
    try (StoreFiles files = open()) {
      Verification found = files.verify();

      assertThat(found.findings()).isEmpty();
      assertThat(found.segmentCount()).isEqualTo(1);
      assertThat(found.spanCount()).isEqualTo(SPANS);
      assertThat(found.journalFileCount()).isPositive();
    }
  }

  @Test
  void verify_anyByteOfTheSegmentChanged_namesFileAndOffset() throws IOException {
    Path segment = file(".seg");
    byte[] bytes = Files.readAllBytes(segment);
    for (int at = 0; at < bytes.length; at += bytes.length / 37) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Files.write(segment, changed);
      try (StoreFiles files = open()) {
        assertThat(files.verify().findings())
            .as("byte %d", at)
            .extracting(Finding::file)
            .containsOnly(segment);
      }
    }
  }

  @Test
  void traces_all_comeOnceAndWhole_fromSegmentAndJournal() {
    try (StoreFiles files = open()) {
      assertThat(ids(files.traces(SpanFilter.all(), TimeRange.ALL))).isEqualTo(ids(written()));
    }
  }

  @Test
  void traces_filterAndRange_areAboutBeginAndAnySpan() {
    TimeRange range =
        new TimeRange(RandomSpans.BASE_NANOS, RandomSpans.BASE_NANOS + 600_000_000_000L);
    Map<TraceId, List<Span>> traces =
        written().stream().collect(Collectors.groupingBy(Span::traceId));
    traces
        .values()
        .removeIf(spans ->
            spans.stream().noneMatch(span -> span.name().equals("operation-3"))
                || !range.contains(spans.stream().mapToLong(Span::startNanos).min().orElseThrow()));
    List<Span> expected = traces.values().stream().flatMap(List::stream).toList();
    assertThat(expected).isNotEmpty();
    try (StoreFiles files = open()) {
      SpanFilter filter = SpanFilter.equal(Field.Intrinsic.NAME, "operation-3");
      assertThat(ids(files.traces(filter, range))).isEqualTo(ids(expected));
    }
  }

  @Test
  void reader_questionsOneAfterTheOther_areAboutSegmentAndJournal() {
    Map<TraceId, Set<Long>> expected = ids(written());
    TraceQuery all =
        new TraceQuery(
            SpansetExpression.spans(SpanFilter.all()),
            TimeRange.ALL,
            TraceSort.NEWEST,
            SPANS,
            Optional.empty(),
            true);
    try (StoreFiles files = open()) {
      TraceReader reader = files.reader();
      TracePage page = reader.search(all, QueryContext.defaults());
      List<TraceId> found = page.traces().stream().map(TraceSummary::traceId).toList();
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected.keySet());
      assertThat(ids(reader.traces(found, Projection.ALL, QueryContext.defaults())))
          .isEqualTo(expected);
      assertThat(reader.search(all, QueryContext.defaults()).total()).isEqualTo(page.total());
    }
  }

  private static List<Span> written() {
    return new RandomSpans(1).spans(SPANS + 10);
  }

  private static Map<TraceId, Set<Long>> ids(List<Span> spans) {
    return spans.stream()
        .collect(
            Collectors.groupingBy(
                Span::traceId, Collectors.mapping(Span::spanId, Collectors.toSet())));
  }

  /** The spans of each trace by id; no trace may go on once another has begun. */
  private static Map<TraceId, Set<Long>> ids(TraceChunks chunks) {
    Map<TraceId, Set<Long>> ids = new HashMap<>();
    TraceId last = TraceId.INVALID;
    try (chunks) {
      while (chunks.hasNext()) {
        SpanBatch batch = chunks.next();
        for (int row = 0; row < batch.spanCount(); row++) {
          TraceId id = batch.traceId(row);
          assertThat(id.equals(last) || !ids.containsKey(id)).as("%s in one run", id).isTrue();
          assertThat(ids.computeIfAbsent(id, _ -> new HashSet<>()).add(batch.spanId(row))).isTrue();
          last = id;
        }
      }
    }
    return ids;
  }

  @Test
  void verify_journalOrManifestChanged_isFound() throws IOException {
    for (String name : List.of("manifest", ".journal")) {
      Path file = file(name);
      byte[] bytes = Files.readAllBytes(file);
      byte[] changed = bytes.clone();
      changed[bytes.length / 2] ^= 1;
      Files.write(file, changed);
      try (StoreFiles files = open()) {
        assertThat(files.verify().findings()).extracting(Finding::file).contains(file);
      }
      Files.write(file, bytes);
    }
  }

  @Test
  void open_storeInUse_isRefused() {
    try (SegmentStore _ = SegmentStores.open(directory)) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessage("data directory: " + directory + " is in use (expected: no server running)");
    }
  }

  @Test
  void open_noStore_isRefused() {
    assertThatThrownBy(() -> StoreFiles.open(directory.resolve("elsewhere"), new RealDisk()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("expected: one that a server has stored in");
  }

  @Test
  void stats_columnsTogether_areTheFile() throws IOException {
    try (StoreFiles files = open()) {
      SegmentStats stats = files.stats().getFirst();

      assertThat(stats.columnBytes().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(Files.size(stats.file()))
          .isEqualTo(stats.entry().bytes());
      assertThat(stats.columnBytes()).containsKey("span_id").doesNotContainValue(-1L);
    }
  }

  @Test
  void repair_damagedBlock_savesTheOthersAndKeepsTheFile() throws IOException {
    Path segment = file(".seg");
    byte[] bytes = Files.readAllBytes(segment);
    for (int at = 20; at < 60; at++) {
      bytes[at] ^= 0x55; // the first chunk of the first column
    }
    Files.write(segment, bytes);

    RepairResult result;
    try (StoreFiles files = open()) {
      result = files.repair(1_000_000);
      assertThat(files.verify().findings()).isEmpty();
    }

    assertThat(result.spansSaved()).isPositive();
    assertThat(result.spansSaved() + result.spansLost()).isEqualTo(SPANS);
    assertThat(result.kept()).singleElement().satisfies(file -> assertThat(file).exists());
    try (SegmentStore store = SegmentStores.open(directory)) {
      assertThat(store.damagedSegments()).isEmpty();
      assertThat(store.manifest().spanCount()).isEqualTo(result.spansSaved());
      assertThat(search(store).stats().partial()).isEmpty();
    }
  }

  @Test
  void repair_damagedManifest_findsTheSegmentsAgain() throws IOException {
    Path manifest = file("manifest");
    Files.write(manifest, new byte[] {1, 2, 3});

    try (StoreFiles files = open()) {
      files.repair(1_000_000);
    }

    try (SegmentStore store = SegmentStores.open(directory)) {
      assertThat(store.manifest().spanCount()).isEqualTo(SPANS);
      assertThat(search(store).traces()).isNotEmpty();
    }
  }

  private static TracePage search(SegmentStore store) {
    return store
        .reader()
        .search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 10), QueryContext.defaults());
  }

  private StoreFiles open() {
    return StoreFiles.open(directory, new RealDisk());
  }

  private Path file(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
          .findFirst()
          .orElseThrow();
    }
  }
}
