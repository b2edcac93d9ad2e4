// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCorruptionTest {

  @TempDir Path directory;
  private List<Span> spans = List.of();
  private byte[] bytes = {};

  @BeforeEach
  void write() throws IOException {
    Path path = directory.resolve("whole");
    try (SegmentPart part =
        SegmentFiles.write(path, SegmentFiles.head(new RandomSpans(1).batch(300)))) {
      spans = SegmentFiles.spans(part);
    }
    bytes = Files.readAllBytes(path);
  }

  @Test
  void read_anyBitFlipped_isNoticedOrDoesNotMatter() throws IOException {
    RandomGenerator random = Seeds.random(7);
    int noticed = 0;
    for (int round = 0; round < 300; round++) {
      byte[] flipped = bytes.clone();
      int bit = random.nextInt(flipped.length * Byte.SIZE);
      flipped[bit >>> 3] ^= (byte) (1 << (bit & 7));
      Path path = Files.write(directory.resolve("flipped" + round), flipped);
      try (SegmentPart part = SegmentFiles.open(path)) {
        assertThat(SegmentFiles.spans(part)).isEqualTo(spans);
      } catch (CorruptSegmentException e) {
        assertThat(e.file()).isEqualTo(path);
        assertThat(e.offset()).isBetween(0L, (long) bit >>> 3);
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThan(150); // summaries and indexes of unused columns are not read
  }

  @Test
  void open_cutAnywhere_throws() throws IOException {
    for (int length = 0; length < bytes.length; length += 97) {
      Path path = Files.write(directory.resolve("cut" + length), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> SegmentFiles.open(path)).isInstanceOf(CorruptSegmentException.class);
    }
  }
}
