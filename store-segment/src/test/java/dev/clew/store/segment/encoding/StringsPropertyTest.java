// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StringsPropertyTest {

  private static final Strings.LargeValues NO_LARGE_VALUES =
      new Strings.LargeValues() {
        @Override
        public byte[] read(long offset) {
          throw new AssertionError("large value at " + offset);
        }

        @Override
        public int length(long offset) {
          throw new AssertionError("large value at " + offset);
        }
      };

  private final Zstd zstd = new Zstd();

  @AfterEach
  void close() {
    zstd.close();
  }

  @Test
  void strings_anyShape_givesWhatWasWritten() {
    Seeds.check(
        400,
        random -> {
          int count = random.nextInt(1, 3000);
          Supplier<String> shape = shape(random);
          ByteInterner values = new ByteInterner();
          byte[][] all = new byte[count][];
          long[] codes = new long[count];
          for (int i = 0; i < count; i++) {
            all[i] = shape.get().getBytes(UTF_8);
            codes[i] = values.intern(all[i]);
          }
          ByteOutput out = new ByteOutput();
          new StringsWriter(zstd).write(values, new long[0], codes, count, new Trial(), out);
          out.i64(0);

          Strings strings = open(out, count);

          long[] read = new long[count];
          strings.codes(count, read);
          for (int i = 0; i < count; i++) {
            assertThat(strings.get((int) read[i])).isEqualTo(all[i]);
          }
          int index = random.nextInt(count);
          assertThat(strings.code(index)).isEqualTo((int) read[index]);
          assertThat(strings.find(all[index])).isEqualTo((int) read[index]);
          assertThat(strings.find("no such value".getBytes(UTF_8))).isEqualTo(-1);
          assertThat(strings.find(new byte[0])).isEqualTo(values.find(new byte[0]));
        });
  }

  @Test
  void write_uuids_takeHardlyMoreThanTheirBits() {
    RandomGenerator random = Seeds.random(1);
    ByteInterner values = new ByteInterner();
    long[] codes = new long[4000];
    for (int i = 0; i < codes.length; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      codes[i] = values.intern(id.toString().getBytes(UTF_8));
    }
    ByteOutput out = new ByteOutput();
    new StringsWriter(zstd).write(values, new long[0], codes, 4000, new Trial(), out);
    assertThat(out.size()).isLessThan(4000 * 17 + 100); // 16 bytes of id, 1 of filter
  }

  @Test
  void dictionary_anyValues_findsAndGetsEach() {
    Seeds.check(
        200,
        random -> {
          Supplier<String> shape = shape(random);
          ByteInterner values = new ByteInterner();
          for (int i = random.nextInt(1, 500); i > 0; i--) {
            values.intern(shape.get().getBytes(UTF_8));
          }
          int[] sorted = values.sorted();
          ByteOutput out = new ByteOutput();
          DictionaryWriter.write(values, sorted, out);
          out.i64(0);

          Dictionary dictionary =
              new Dictionary(new ByteInput(MemorySegment.ofArray(out.toByteArray()), 0));

          assertThat(dictionary.size()).isEqualTo(values.size());
          dictionary.forEach((i, source, length) -> {
            assertThat(dictionary.get(i)).isEqualTo(Arrays.copyOf(source, length));
            assertThat(dictionary.find(dictionary.get(i))).isEqualTo(i);
            assertThat(values.find(dictionary.get(i))).isEqualTo(sorted[i]);
          });
          assertThat(dictionary.find("no such value".getBytes(UTF_8))).isEqualTo(-1);
        });
  }

  private Strings open(ByteOutput out, int count) {
    ByteInput in = new ByteInput(MemorySegment.ofArray(out.toByteArray()), 0);
    return new Strings(in, count, zstd, NO_LARGE_VALUES);
  }

  private static Supplier<String> shape(RandomGenerator random) {
    int digits = random.nextInt(1, 15);
    long bound = (long) Math.pow(10, digits);
    int length = random.nextInt(8, 40);
    return switch (random.nextInt(8)) {
      case 0 -> () -> "user-" + random.nextLong(bound);
      case 1 -> () -> "user-%0{}d-eu".replace("{}", "" + digits).formatted(random.nextLong(bound));
      case 2 -> () -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 3 -> () -> HexFormat.of().toHexDigits(random.nextLong(), random.nextInt(1, 16));
      case 4 ->
          () ->
              random
                  .ints(length, 32, 0x3000)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                  .toString();
      case 5 -> () -> "word ".repeat(random.nextInt(300));
      case 6 -> () -> random.nextBoolean() ? "" : "0" + random.nextInt(20);
      default -> () -> "constant";
    };
  }
}
