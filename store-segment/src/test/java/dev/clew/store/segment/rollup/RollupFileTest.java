// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.head.Head;
import dev.clew.testkit.RandomSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupFileTest {

  @TempDir Path directory;
  private final Zstd zstd = new Zstd();
  private final RollupPart counted = counted(1, 300);

  @AfterEach
  void closeZstd() {
    zstd.close();
  }

  @Test
  void file_holdsWhatWasWritten() throws IOException {
    Path path = write("1", RollupQuery.MINUTE_NANOS, List.of(counted));

    try (RollupFile file = open(path)) {
      file.verify();
      for (RollupSource source : RollupSource.values()) {
        assertThat(Figures.of(source, List.of(file)))
            .isNotEmpty()
            .isEqualTo(Figures.of(source, List.of(counted)));
      }
    }
  }

  @Test
  void files_addUp() throws IOException {
    RollupPart other = counted(2, 200);
    Path both = write("1", RollupQuery.MINUTE_NANOS, List.of(counted, other));

    try (RollupFile file = open(both)) {
      assertThat(Figures.of(RollupSource.SPANS, List.of(file)))
          .isEqualTo(Figures.of(RollupSource.SPANS, List.of(counted, other)));
    }
  }

  @Test
  void file_byTheHour_widensTheAnswer() throws IOException {
    long hour = Duration.ofHours(1).toNanos();
    Path path = write("1", hour, List.of(counted));

    try (RollupFile file = open(path)) {
      assertThat(file.resolutionNanos()).isEqualTo(hour);
      assertThat(Figures.count(RollupSource.SPANS, List.of(file))).isEqualTo(300);
      assertThat(Figures.of(RollupSource.SPANS, List.of(file)).keySet())
          .allMatch(key -> key.endsWith(" at " + RandomSpans.BASE_NANOS));
    }
  }

  @Test
  void file_negativeCounts_comeBack() throws IOException {
    CellTable table =
        new CellTable(
            RollupSource.CALLS, RollupQuery.MINUTE_NANOS, RollupConfig.defaults().limits());
    table.cell(table.keys().id(List.of("a", "b")), 7).add(5000, true, -1);
    Path path = write("1", RollupQuery.MINUTE_NANOS, List.of(new OneTable(table)));

    try (RollupFile file = open(path)) {
      PartRollup one = new PartRollup(RollupConfig.defaults());
      assertThat(Figures.count(RollupSource.CALLS, List.of(file))).isZero();
      assertThat(Figures.count(RollupSource.CALLS, List.of(file, one))).isZero();
      assertThat(Figures.count(RollupSource.CALLS, List.of(new OneTable(table)))).isZero();
    }
  }

  @Test
  void read_anyByteFlipped_isNoticedWithFileAndOffset() throws IOException {
    byte[] whole =
        Files.readAllBytes(write("1", RollupQuery.MINUTE_NANOS, List.of(counted(3, 40))));
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at & 7));
      Path path = Files.write(directory.resolve("flipped"), flipped);
      assertThatThrownBy(() -> read(path))
          .as("byte %d of %d", at, whole.length)
          .isInstanceOfSatisfying(
              CorruptSegmentException.class,
              damage -> {
                assertThat(damage.file()).isEqualTo(path);
                assertThat(damage.offset()).isBetween(0L, (long) whole.length);
              });
    }
  }

  @Test
  void open_cutAnywhere_throws() throws IOException {
    byte[] whole =
        Files.readAllBytes(write("1", RollupQuery.MINUTE_NANOS, List.of(counted(3, 40))));
    for (int length = 0; length < whole.length; length += 7) {
      Path path = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(path)).isInstanceOf(CorruptSegmentException.class);
    }
  }

  @Test
  void write_forgottenNames_areCountedAsOther() throws IOException {
    Path path = directory.resolve("1");
    writer().write(path, RollupQuery.MINUTE_NANOS, List.of(counted), Set.of("service-1"));

    try (RollupFile file = open(path)) {
      assertThat(file.holdsAny(Set.of("service-1"))).isFalse();
      assertThat(file.holdsAny(Set.of(RollupQuery.OTHER))).isTrue();
      assertThat(Figures.count(RollupSource.SPANS, List.of(file))).isEqualTo(300);
    }
  }

  private void read(Path path) {
    try (RollupFile file = open(path)) {
      file.verify();
    }
  }

  private Path write(String name, long resolutionNanos, List<RollupPart> parts) throws IOException {
    Path path = directory.resolve(name);
    RollupSummary summary = writer().write(path, resolutionNanos, parts, Set.of());
    assertThat(summary.bytes()).isEqualTo(Files.size(path));
    return path;
  }

  private RollupWriter writer() {
    return new RollupWriter(new RealDisk(), zstd, RollupConfig.defaults());
  }

  private RollupFile open(Path path) {
    return RollupFile.open(new RealDisk(), path, zstd);
  }

  private static RollupPart counted(long seed, int spans) {
    Head head = new Head(seed);
    head.append(new RandomSpans(seed).batch(spans));
    head.publish();
    return PartRollup.ofAll(List.of(head.part()), RollupConfig.defaults()).getFirst();
  }

  /** The cells of one table. */
  private record OneTable(CellTable table) implements RollupPart {
    @Override
    public long resolutionNanos() {
      return RollupQuery.MINUTE_NANOS;
    }

    @Override
    public boolean overlaps(RollupSource source, TimeRange range) {
      return source == RollupSource.CALLS;
    }

    @Override
    public void scan(RollupSource source, TimeRange range, CellSink sink) {
      if (source == RollupSource.CALLS) {
        sink.begin(table.keys().keys());
        table.cells().forEach(cell -> sink.accept(cell, cell.time * resolutionNanos()));
      }
    }
  }
}
