// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.rollup.Figures;
import dev.clew.store.segment.rollup.PartRollups;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupPart;
import dev.clew.testkit.RandomSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupCompactionTest {

  private static final long NOW = RandomSpans.BASE_NANOS + Duration.ofHours(1).toNanos();

  @TempDir Path directory;
  private final Zstd zstd = new Zstd();
  private final RealDisk disk = new RealDisk();
  private final PartRollups counted = new PartRollups(RollupConfig.defaults());
  private Segments segments = new Segments(disk, Path.of("unused"), zstd);

  @AfterEach
  void close() {
    segments.close();
    zstd.close();
  }

  @Test
  void tick_manyFiles_areMergedAndAddUp() throws IOException {
    Compactor compactor = open();
    flush(compactor, 5);
    Map<String, String> before = spans();

    tick(compactor, NOW);

    assertThat(segments.manifest().rollups().files()).hasSize(1);
    assertThat(spans()).isEqualTo(before);
    assertThat(spanCount()).isEqualTo(500);
  }

  @Test
  void tick_windowIsOver_oneFileIsLeft() throws IOException {
    Compactor compactor = open();
    flush(compactor, 6);
    Map<String, String> before = spans();

    tick(compactor, NOW + Duration.ofDays(2).toNanos());

    assertThat(segments.manifest().rollups().files()).hasSize(1);
    assertThat(spans()).isEqualTo(before);
  }

  @Test
  void tick_asTimeGoesBy_minutesBecomeHoursThenDaysThenNothing() throws IOException {
    Compactor compactor = open();
    flush(compactor, 3);

    tick(compactor, NOW + Duration.ofDays(15).toNanos());
    assertThat(resolutions()).containsExactly(Duration.ofHours(1).toNanos());
    assertThat(spanCount()).isEqualTo(300);

    tick(compactor, NOW + Duration.ofDays(401).toNanos());
    assertThat(resolutions()).containsExactly(Duration.ofDays(1).toNanos());
    assertThat(spanCount()).isEqualTo(300);

    tick(compactor, NOW + Duration.ofDays(3_660).toNanos());
    assertThat(resolutions()).isEmpty();
    assertThat(files(".rollup")).isEmpty();
  }

  /** As a crash of the first version left it: a manifest that ends behind the segments. */
  @Test
  void open_storeWithoutRollups_isCountedOnDemandThenForGood() throws IOException {
    Compactor compactor = open();
    flush(compactor, 3);
    Map<String, String> before = spans();
    segments.close();
    withoutRollups();

    compactor = open();
    assertThat(files(".rollup")).isEmpty();
    assertThat(segments.manifest().rollups().uncounted()).hasSize(3);
    assertThat(spans()).isEqualTo(before);

    flush(compactor, 4, 4);
    assertThat(segments.manifest().rollups().uncounted()).isEmpty();
    assertThat(files(".rollup")).hasSize(4);
    assertThat(spanCount()).isEqualTo(400);
  }

  @Test
  void open_damagedRollupWithItsSegment_isCountedAgain() throws IOException {
    Compactor compactor = open();
    flush(compactor, 2);
    Map<String, String> before = spans();
    segments.close();
    Files.writeString(files(".rollup").getFirst(), "not a rollup file");

    compactor = open();

    assertThat(segments.isDamaged()).isFalse();
    assertThat(files(".damaged")).isEmpty();
    assertThat(spans()).isEqualTo(before);
    tick(compactor, NOW);
    assertThat(segments.manifest().rollups().uncounted()).isEmpty();
    assertThat(spans()).isEqualTo(before);
  }

  @Test
  void open_damagedRollupOfMergedSegments_isSetAsideAndCounted() throws IOException {
    Compactor compactor = open();
    flush(compactor, 4);
    tick(compactor, NOW);
    segments.close();
    Files.writeString(files(".rollup").getFirst(), "not a rollup file");

    open();

    assertThat(segments.isDamaged()).isTrue();
    assertThat(spanCount()).isZero();
  }

  /** Bit rot that only a merge notices. */
  @Test
  void tick_damagedCells_areCountedAgain() throws IOException {
    Compactor compactor = open();
    flush(compactor, 3);
    Map<String, String> before = spans();
    segments.close();
    Path path = files(".rollup").getFirst();
    byte[] bytes = Files.readAllBytes(path);
    bytes[100] ^= 1;
    Files.write(path, bytes);

    compactor = open();
    tick(compactor, NOW + Duration.ofDays(2).toNanos());

    assertThat(files(".damaged")).isEmpty();
    assertThat(segments.isDamaged()).isFalse();
    assertThat(spans()).isEqualTo(before);
  }

  private Compactor open() {
    segments = new Segments(disk, directory, zstd);
    segments.open();
    return new Compactor(
        new Compactor.Platform(disk, System::nanoTime, _ -> {}, new SimpleMeterRegistry()),
        segments,
        new Archive(disk, directory),
        CompactionConfig.defaults().merging(Duration.ofDays(36_500), 4),
        counted);
  }

  private static void flush(Compactor compactor, int heads) throws IOException {
    flush(compactor, 1, heads);
  }

  private static void flush(Compactor compactor, int first, int last) throws IOException {
    for (int number = first; number <= last; number++) {
      Head head = new Head(number);
      head.append(new RandomSpans(number).batch(100));
      head.publish();
      compactor.flush(head.part(), number, () -> {});
    }
  }

  private static void tick(Compactor compactor, long nowNanos) throws IOException {
    boolean worked = true;
    while (worked) {
      worked = compactor.tick(nowNanos);
    }
  }

  private Map<String, String> spans() {
    try (Segments.Hold hold = segments.hold()) {
      return Figures.of(RollupSource.SPANS, figures(hold));
    }
  }

  private long spanCount() {
    try (Segments.Hold hold = segments.hold()) {
      return Figures.count(RollupSource.SPANS, figures(hold));
    }
  }

  private List<RollupPart> figures(Segments.Hold hold) {
    return Stream.concat(
            hold.rollups().stream(), counted.of(hold.uncounted(), hold.counted()).stream())
        .toList();
  }

  private List<Long> resolutions() {
    return segments.manifest().rollups().files().stream()
        .map(RollupEntry::resolutionNanos)
        .distinct()
        .toList();
  }

  private void withoutRollups() throws IOException {
    Manifest manifest = new ManifestFile(disk, directory).read();
    ByteOutput body = new ByteOutput();
    body.varint(manifest.journalFile());
    body.varint(manifest.nextNumber());
    body.varint(manifest.segments().size());
    for (SegmentEntry segment : manifest.segments()) {
      body.varint(segment.number());
      body.varint(segment.level());
      body.varint(segment.spanCount());
      body.varint(segment.traceCount());
      body.varint(segment.bytes());
      body.i64(segment.startNanosMin());
      body.i64(segment.startNanosMax());
    }
    CRC32C crc = new CRC32C();
    crc.update(body.array(), 0, body.size());
    ByteOutput out = new ByteOutput();
    out.i64(0x31_4e_41_4d_57_45_4c_43L); // "CLEWMAN1"
    out.i32((int) crc.getValue());
    out.bytes(body.array(), 0, body.size());
    Files.write(directory.resolve("manifest"), out.toByteArray());
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
