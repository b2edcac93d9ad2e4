// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.lang.foreign.MemorySegment;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NumbersPropertyTest {

  private final Zstd zstd = new Zstd();
  private final NumberWriter writer = new NumberWriter(zstd);

  @AfterEach
  void close() {
    zstd.close();
  }

  @Test
  void read_anyShape_givesWhatWasWritten() {
    Seeds.check(
        400,
        random -> {
          int count = random.nextInt(1, Presence.ROWS_MAX + 1);
          LongUnaryOperator shape = shape(random);
          long[] values = LongStream.range(0, count).map(shape).toArray();
          ByteOutput out = new ByteOutput();
          out.u8(7); // so that positions are not aligned
          writer.write(values, count, random.nextBoolean() ? new Trial() : null, out);
          int end = out.size();
          out.i64(random.nextLong()); // what follows must not matter
          ByteInput in = new ByteInput(MemorySegment.ofArray(out.toByteArray()), 1);

          Numbers numbers = Numbers.open(in, count, zstd);

          assertThat(in.position()).isEqualTo(end);
          long[] read = new long[count];
          numbers.read(read);
          assertThat(read).isEqualTo(values);
          int index = random.nextInt(count);
          assertThat(numbers.get(index)).isEqualTo(values[index]);
          int length = random.nextInt(count - index) + 1;
          numbers.read(index, length, read);
          assertThat(read[length - 1]).isEqualTo(values[index + length - 1]);
        });
  }

  @Test
  void write_durationsOverMagnitudes_takesLessThanTheWidestDoes() {
    RandomGenerator random = Seeds.random(1);
    long[] values = new long[4096];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextLong(1L << random.nextInt(10, 36));
    }
    ByteOutput out = new ByteOutput();
    writer.write(values, values.length, null, out);
    assertThat(out.size()).isLessThan(4096 * 27 / 8); // half a widest value of 36 bits, and tiers
  }

  private static LongUnaryOperator shape(RandomGenerator random) {
    long base = random.nextLong() >> random.nextInt(64);
    int width = random.nextInt(1, 63);
    long scale = random.nextBoolean() ? 1 : random.nextLong(1, 1 << random.nextInt(1, 20));
    long[] few = random.longs(random.nextInt(1, 40)).toArray();
    int period = random.nextInt(1, 30);
    return switch (random.nextInt(7)) {
      case 0 -> i -> base;
      case 1 -> i -> base + scale * (random.nextLong() >>> width);
      case 2 -> i -> random.nextLong(1L << random.nextInt(1, 63));
      case 3 -> i -> few[random.nextInt(few.length)];
      case 4 -> i -> base + (i % period) * scale;
      case 5 -> i -> random.nextLong() >> random.nextInt(64);
      default -> i -> random.nextLong();
    };
  }
}
