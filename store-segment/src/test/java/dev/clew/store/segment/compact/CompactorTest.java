// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollups;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactorTest {

  private static final String SECRET = "secret-of-one-user-0815-xyz";

  @TempDir Path directory;
  private final Zstd zstd = new Zstd();
  private final RealDisk disk = new RealDisk();
  private Segments segments = new Segments(disk, Path.of("unused"), zstd);
  private Archive archive = new Archive(disk, Path.of("unused"));

  @AfterEach
  void close() {
    segments.close();
    zstd.close();
  }

  @Test
  void tick_enoughSegments_mergesThemAndDeletesTheirFiles() throws IOException {
    Compactor compactor = open(RetentionPolicy.UNLIMITED);
    for (int i = 0; i < 4; i++) {
      flush(compactor, i + 1);
    }
    try (Segments.Hold hold = segments.hold()) {
      assertThat(compactor.tick(0)).isTrue();
      assertThat(files(".seg")).hasSize(5); // somebody reads the old ones
      assertThat(hold.parts()).extracting(Part::rowCount).containsOnly(100);
    }
    assertThat(compactor.tick(0)).isTrue(); // the figures
    assertThat(compactor.tick(0)).isFalse();
    assertThat(files(".seg")).hasSize(1);
    assertThat(files(".rollup")).hasSize(1);
    assertThat(segments.manifest().segments())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.level()).isEqualTo(1);
          assertThat(entry.spanCount()).isEqualTo(400);
        });
    assertThat(segments.manifest().journalFile()).isEqualTo(4);
  }

  @Test
  void open_again_findsWhatWasLiveAndDeletesTheRest() throws IOException {
    Compactor compactor = open(RetentionPolicy.UNLIMITED);
    flush(compactor, 1);
    Manifest before = segments.manifest();
    segments.close();
    Files.writeString(directory.resolve("99.seg"), "rubbish of a crash");
    open(RetentionPolicy.UNLIMITED);
    assertThat(segments.manifest()).isEqualTo(before);
    assertThat(files("")).hasSize(2);
    assertThat(segments.damagedFiles()).isEmpty();
  }

  @Test
  void open_damagedSegment_setsItAsideAndGoesOn() throws IOException {
    Compactor compactor = open(RetentionPolicy.UNLIMITED);
    flush(compactor, 1);
    flush(compactor, 2);
    segments.close();
    Files.writeString(files(".seg").getFirst(), "not a segment");
    open(RetentionPolicy.UNLIMITED);
    assertThat(segments.damagedFiles()).hasSize(1);
    assertThat(segments.manifest().segments()).hasSize(1);
    assertThat(files(".damaged")).hasSize(1);
  }

  @Test
  void tick_spansTooOld_expire() throws IOException {
    Compactor compactor = open(RetentionPolicy.of(Duration.ofDays(1), Long.MAX_VALUE));
    flush(compactor, 1);
    assertThat(compactor.tick(RandomSpans.BASE_NANOS)).isFalse();
    assertThat(compactor.tick(RandomSpans.BASE_NANOS + Duration.ofDays(2).toNanos())).isTrue();
    assertThat(segments.manifest().segments()).isEmpty();
    assertThat(files(".seg")).isEmpty();
    assertThat(files(".rollup")).hasSize(1); // figures outlive their spans
  }

  @Test
  void tick_tooManyBytes_theOldestExpire() throws IOException {
    Compactor compactor = open(RetentionPolicy.of(Duration.ofDays(1), 60_000));
    flush(compactor, 1);
    flush(compactor, 2);
    flush(compactor, 3);
    while (compactor.tick(0)) {
      assertThat(segments.manifest().segments()).hasSizeLessThan(3);
    }
    assertThat(segments.manifest().bytes()).isLessThanOrEqualTo(60_000);
  }

  @Test
  void delete_trace_isGoneFromEveryFile() throws IOException {
    Compactor compactor = open(RetentionPolicy.UNLIMITED);
    TraceId id = new TraceId(0, 77);
    for (int i = 0; i < 2; i++) {
      compactor.flush(
          part(
              Spans.span(77, 1 + i).attribute("user", SECRET).service(SECRET + i).build(),
              Spans.span(78, 5 + i).attribute("user", "somebody else").build()),
          i + 1,
          () -> {});
    }
    assertThat(anyFileHolds(SECRET)).isTrue();

    long count = compactor.delete(part -> rows(part, id));

    assertThat(count).isEqualTo(2);
    assertThat(segments.manifest().spanCount()).isEqualTo(2);
    assertThat(anyFileHolds(SECRET)).isFalse();
    assertThat(anyFileHolds("somebody else")).isTrue();
  }

  private static BitSet rows(Part part, TraceId id) {
    BitSet rows = new BitSet();
    int trace = part.traces().find(id.high(), id.low());
    if (trace >= 0) {
      for (int row : part.traces().rows(trace)) {
        rows.set(row);
      }
    }
    return rows;
  }

  private Compactor open(RetentionPolicy retention) {
    segments = new Segments(disk, directory, zstd);
    segments.open();
    archive = new Archive(disk, directory);
    archive.open();
    return new Compactor(
        new Compactor.Platform(disk, System::nanoTime, _ -> {}, new SimpleMeterRegistry()),
        segments,
        archive,
        CompactionConfig.defaults().merging(Duration.ofDays(365), 4).with(retention),
        new PartRollups(RollupConfig.defaults()));
  }

  private static void flush(Compactor compactor, int number) throws IOException {
    Head head = new Head(number);
    head.append(new RandomSpans(number).batch(100));
    head.publish();
    compactor.flush(head.part(), number, () -> {});
  }

  private static Part part(Span... spans) {
    Head head = new Head(1);
    head.append(Spans.batch(spans));
    head.publish();
    return head.part();
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !file.endsWith("manifest") && file.toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  /** Values this short are not compressed in a dictionary. */
  private boolean anyFileHolds(String text) throws IOException {
    for (Path file : files("")) {
      if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
  }
}
