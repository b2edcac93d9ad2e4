// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresencePropertyTest {

  private final Zstd zstd = new Zstd();
  private final PresenceWriter writer = new PresenceWriter(zstd);

  @AfterEach
  void close() {
    zstd.close();
  }

  @Test
  void read_anyDensity_givesTheRowsWritten() {
    Seeds.check(
        300,
        random -> {
          int rowCount = random.nextInt(1, Presence.ROWS_MAX + 1);
          double density = Math.pow(random.nextDouble(), 3);
          int period = random.nextInt(1, 40);
          boolean isPeriodic = random.nextBoolean();
          int[] rows =
              IntStream.range(0, rowCount)
                  .filter(row -> isPeriodic ? row % period == 0 : random.nextDouble() < density)
                  .toArray();
          ByteOutput out = new ByteOutput();
          writer.write(rows, rows.length, rowCount, new Trial(), out);
          out.i64(random.nextLong()); // what follows must not matter
          ByteInput in = new ByteInput(MemorySegment.ofArray(out.toByteArray()), 0);

          long[] words = new long[Presence.ROWS_MAX / 64];
          Arrays.fill(words, -1); // left over from another block
          assertThat(Presence.read(in, rowCount, zstd, words)).isEqualTo(rows.length);

          int[] read = new int[Presence.ROWS_MAX];
          int count = Presence.rows(words, 0, read);
          assertThat(Arrays.copyOf(read, count)).isEqualTo(rows);
          for (int i = 0; i < rows.length; i++) {
            assertThat(Presence.rank(words, rows[i])).isEqualTo(i);
          }
        });
  }
}
