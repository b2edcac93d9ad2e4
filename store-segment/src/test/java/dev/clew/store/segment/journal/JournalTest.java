// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.store.segment.disk.DiskFullException;
import dev.clew.store.segment.disk.FaultyDisk;
import dev.clew.store.segment.disk.FaultyDisk.Fault;
import dev.clew.testkit.RandomSpans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalTest {

  @TempDir Path directory;
  private final FaultyDisk disk = new FaultyDisk();
  private final RandomSpans source = new RandomSpans(1);

  @Test
  void open_nothingThere_isEmpty() throws IOException {
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      assertThat(fixture.recovered).isEmpty();
      assertThat(fixture.journal.bytes()).isZero();
    }
    assertThat(disk.list(directory)).isEmpty();
  }

  @Test
  void open_severalFiles_hasAllBatchesInOrder() throws IOException {
    JournalConfig smallFiles = new JournalConfig(Durability.OS, Duration.ofSeconds(1), 20_000, 0);
    List<List<Span>> written = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      try (JournalFixture fixture = new JournalFixture(disk, directory, smallFiles, 0)) {
        assertThat(fixture.recovered).isEqualTo(written);
        assertThat(fixture.damages).isEmpty();
        for (int i = 0; i < 10; i++) {
          List<Span> spans = source.spans(30);
          fixture.write(spans);
          written.add(spans);
        }
      }
    }
    assertThat(disk.list(directory)).hasSizeGreaterThan(5);
  }

  @Test
  void commit_frameLargerThanTheBuffer_isWhole() throws IOException {
    List<Span> spans = source.spans(8000);
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      fixture.append(source.spans(1));
      fixture.append(spans);
      fixture.append(source.spans(1));
      fixture.journal.commit();
    }
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      assertThat(fixture.recovered).hasSize(3);
      assertThat(fixture.recovered.get(1)).isEqualTo(spans);
    }
  }

  @Test
  void commit_groupOfBatches_isForcedOnce() throws IOException {
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      for (int i = 0; i < 20; i++) {
        fixture.append(source.spans(5));
      }
      fixture.journal.commit();
      assertThat(disk.forceCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"INTERVAL", "OS"})
  void commit_otherDurability_isNotForced(Durability durability) throws IOException {
    JournalConfig config = new JournalConfig(durability, Duration.ofSeconds(1), 1 << 20, 0);
    JournalFixture fixture = new JournalFixture(disk, directory, config, 0);
    fixture.write(source.spans(5));
    fixture.write(source.spans(5));
    assertThat(disk.forceCount()).isZero();
    fixture.journal.force();
    fixture.journal.force();
    assertThat(disk.forceCount()).isEqualTo(1);
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FULL", "WRITE", "FORCE", "NO_RESERVE"})
  void commit_diskFailsForAWhile_losesNothingAcknowledged(Fault fault) throws IOException {
    JournalConfig config = new JournalConfig(Durability.FSYNC, Duration.ofSeconds(1), 1 << 20, 1);
    List<List<Span>> acknowledged = new ArrayList<>();
    JournalFixture fixture = new JournalFixture(disk, directory, config, 0);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3; i++) {
        List<Span> spans = source.spans(10);
        fixture.write(spans);
        acknowledged.add(spans);
      }
      disk.fail(fault);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> fixture.write(source.spans(10))).isInstanceOf(IOException.class);
      }
      disk.fail(Fault.NONE);
    }
    fixture.close();

    try (JournalFixture reopened = new JournalFixture(disk, directory)) {
      assertThat(reopened.recovered).containsSubsequence(acknowledged);
      assertThat(reopened.damages).isEmpty();
    }
  }

  @Test
  void commit_diskFull_saysSoAndLeavesNoEmptyFiles() throws IOException {
    JournalFixture fixture = new JournalFixture(disk, directory);
    disk.fail(Fault.FULL);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> fixture.write(source.spans(10)))
          .isInstanceOf(DiskFullException.class);
    }
    assertThat(disk.list(directory)).isEmpty();
  }

  /**
   * What comes later may be in a file of the next number, which must not be released with these.
   */
  @Test
  void endFile_afterAFileCouldNotBeBegun_isTheLastOneThatHasBatches() throws IOException {
    JournalFixture fixture = new JournalFixture(disk, directory);
    fixture.write(source.spans(5));
    long first = fixture.journal.endFile();
    disk.fail(Fault.FULL);
    assertThatThrownBy(() -> fixture.write(source.spans(5))).isInstanceOf(DiskFullException.class);
    disk.fail(Fault.NONE);

    assertThat(fixture.journal.endFile()).isEqualTo(first);
    List<Span> kept = source.spans(5);
    fixture.write(kept);
    fixture.journal.release(first);
    fixture.close();

    try (JournalFixture reopened = new JournalFixture(disk, directory)) {
      assertThat(reopened.recovered).containsExactly(kept);
    }
  }

  @Test
  void commit_lessThanTheReserve_namesBoth() throws IOException {
    JournalConfig config = new JournalConfig(Durability.FSYNC, Duration.ofSeconds(1), 1 << 20, 77);
    JournalFixture fixture = new JournalFixture(disk, directory, config, 0);
    disk.fail(Fault.NO_RESERVE);
    assertThatThrownBy(() -> fixture.write(source.spans(10)))
        .hasMessageContaining("0 bytes free (expected: at least 77)");
  }

  @Test
  void release_files_areDeletedForGood() throws IOException {
    JournalFixture fixture = new JournalFixture(disk, directory);
    fixture.write(source.spans(5));
    long first = fixture.journal.endFile();
    List<Span> kept = source.spans(5);
    fixture.write(kept);
    fixture.journal.release(first);
    fixture.close();
    try (JournalFixture reopened = new JournalFixture(disk, directory)) {
      assertThat(reopened.recovered).containsExactly(kept);
      assertThat(reopened.recoveredFiles).containsExactly(first + 1);
      assertThat(reopened.damages).isEmpty();
    }
    try (JournalFixture reopened =
        new JournalFixture(disk, directory, JournalFixture.CONFIG, first + 1)) {
      assertThat(reopened.recovered).isEmpty();
      reopened.write(kept);
    }
    try (JournalFixture reopened =
        new JournalFixture(disk, directory, JournalFixture.CONFIG, first + 1)) {
      assertThat(reopened.recovered).containsExactly(kept);
    }
  }
}
