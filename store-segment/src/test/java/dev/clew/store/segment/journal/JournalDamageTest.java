// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.store.StoreException;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.testkit.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal file of three batches, cut off and changed at every single byte. */
class JournalDamageTest {

  private static final String NAME = "0000000000000001.journal";

  @TempDir Path directory;
  private final RealDisk disk = new RealDisk();
  private final List<List<Span>> batches =
      IntStream.range(1, 4)
          .mapToObj(i -> List.of(Spans.span(i, 1).build(), Spans.span(i, 2).parent(1).build()))
          .toList();
  private final List<Integer> ends = new ArrayList<>(); // of the batches in the file
  private byte[] ended = {}; // closed in good order
  private byte[] open = {}; // as a crash leaves it

  @BeforeEach
  void writeFile() throws IOException {
    JournalFixture fixture = new JournalFixture(disk, directory);
    for (List<Span> batch : batches) {
      fixture.write(batch);
      ends.add((int) Files.size(directory.resolve(NAME)));
    }
    open = Files.readAllBytes(directory.resolve(NAME));
    fixture.close();
    ended = Files.readAllBytes(directory.resolve(NAME));
  }

  @Test
  void open_cutOffAnywhere_hasWhatIsWholeAndGoesOn() throws IOException {
    for (int length = 0; length <= open.length; length++) {
      replaceFile(Arrays.copyOf(open, length));
      List<List<Span>> whole = batches.subList(0, wholeBatches(length));
      List<Span> next = List.of(Spans.span(9, length + 1).build());
      try (JournalFixture fixture = new JournalFixture(disk, directory)) {
        assertThat(fixture.recovered).isEqualTo(whole);
        assertThat(fixture.damages).isEmpty();
        fixture.write(next);
      }
      try (JournalFixture fixture = new JournalFixture(disk, directory)) {
        assertThat(fixture.recovered).hasSize(whole.size() + 1).endsWith(next);
        assertThat(fixture.damages).isEmpty();
      }
    }
  }

  /** A crash before the first force may leave any bytes of the header and of what came after it. */
  @Test
  void open_headerTornAndNoFrameWhole_isNoDamage() throws IOException {
    for (int length = 0; length < ends.getFirst(); length++) {
      byte[] torn = Arrays.copyOf(open, length);
      Arrays.fill(torn, 0, Math.min(length, 5), (byte) 0);
      replaceFile(torn);
      try (JournalFixture fixture = new JournalFixture(disk, directory)) {
        assertThat(fixture.recovered).isEmpty();
        assertThat(fixture.damages).isEmpty();
      }
    }
  }

  @Test
  void open_zerosAfterAnyCut_isTheSameAsCut() throws IOException {
    for (int length = 0; length <= open.length; length++) {
      byte[] file = Arrays.copyOf(Arrays.copyOf(open, length), open.length + 5000);
      replaceFile(file);
      try (JournalFixture fixture = new JournalFixture(disk, directory)) {
        int same = Arrays.mismatch(file, open); // the end of a batch may be zeros anyway
        assertThat(fixture.recovered)
            .isEqualTo(batches.subList(0, wholeBatches(same < 0 ? open.length : same)));
      }
    }
  }

  @Test
  void open_anyByteChanged_reportsItAndReadsTheRest() throws IOException {
    for (int at = 0; at < ended.length; at++) {
      byte[] file = ended.clone();
      file[at] ^= 0x10;
      replaceFile(file);
      try (JournalFixture fixture = new JournalFixture(disk, directory)) {
        List<List<Span>> intact = new ArrayList<>(batches);
        int hit = batchAt(at);
        if (hit >= 0) {
          intact.remove(hit);
        }
        assertThat(fixture.recovered).as("byte %d changed", at).isEqualTo(intact);
        if (at < ends.getLast()) {
          int position = at;
          assertThat(fixture.damages)
              .as("byte %d changed", at)
              .anySatisfy(damage -> {
                assertThat(damage.file()).isEqualTo(directory.resolve(NAME));
                assertThat(position)
                    .isBetween((int) damage.offset(), (int) (damage.offset() + damage.bytes()) - 1);
              });
        }
      }
    }
  }

  @Test
  void release_damagedFile_isKeptAside() throws IOException {
    byte[] file = ended.clone();
    file[ends.getFirst() - 1] ^= 1;
    replaceFile(file);
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      fixture.journal.release(1);
    }
    assertThat(directory.resolve(NAME)).doesNotExist();
    assertThat(directory.resolve("damaged").resolve(NAME)).hasBinaryContent(file);
  }

  @Test
  void open_fileMissing_reportsTheGap() throws IOException {
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      fixture.write(batches.getFirst());
      fixture.journal.endFile();
      fixture.write(batches.getFirst());
    }
    Files.delete(directory.resolve("0000000000000002.journal"));
    try (JournalFixture fixture = new JournalFixture(disk, directory)) {
      assertThat(fixture.damages).hasSize(1);
      assertThat(fixture.damages.getFirst().reason()).isEqualTo("2 frames before frame 6: missing");
    }
  }

  @Test
  void open_laterVersion_throws() throws IOException {
    byte[] file = ended.clone();
    file[8] = 2;
    byte[] header = Arrays.copyOf(file, JournalFormat.HEADER_BYTES - Integer.BYTES);
    CRC32C crc = new CRC32C();
    crc.update(header);
    for (int i = 0; i < Integer.BYTES; i++) {
      file[header.length + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    replaceFile(file);
    assertThatThrownBy(() -> new JournalFixture(disk, directory))
        .isInstanceOf(StoreException.class)
        .hasMessage(directory.resolve(NAME) + ": journal format 2 (expected: 1)");
  }

  private int wholeBatches(int length) {
    return (int) ends.stream().filter(end -> end <= length).count();
  }

  /** The batch that has a byte of the file, or -1. */
  private int batchAt(int position) {
    if (position < JournalFormat.HEADER_BYTES || position >= ends.getLast()) {
      return -1;
    }
    return wholeBatches(position);
  }

  private void replaceFile(byte[] content) throws IOException {
    for (Path file : disk.list(directory)) {
      disk.delete(file);
    }
    Files.write(directory.resolve(NAME), content);
  }
}
