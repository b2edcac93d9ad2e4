// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Throws bytes at a reader that no sender would send. Whatever comes, it takes them in, and then
 * the batch can be read, or throws its one exception and leaves the builder alone; and it allocates
 * no more than a multiple of what it was given.
 */
public final class ReaderFuzz {

  private static final List<Span> BEFORE = new RandomSpans(99).spans(3);
  private static final long ALLOCATED_ALWAYS = 512 << 10;
  private static final long ALLOCATED_PER_BYTE_MAX = 64;

  private final PayloadReader reader;
  private final Consumer<SpanBatch> use;
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  /** Attacks this reader. */
  public ReaderFuzz(PayloadReader reader) {
    this(reader, _ -> {});
  }

  /**
   * Attacks this reader.
   *
   * @param use what has to go well with everything that the reader takes in, such as writing it
   */
  public ReaderFuzz(PayloadReader reader, Consumer<SpanBatch> use) {
    this.reader = reader;
    this.use = use;
  }

  /** Bytes that mean nothing. */
  public void readsOrRefusesNoise(int rounds) {
    Seeds.check(
        rounds,
        random -> {
          byte[] bytes = new byte[random.nextInt(300)];
          random.nextBytes(bytes);
          var _ = isRead(bytes);
        });
  }

  /** Bytes that mean nothing, of an alphabet that might. */
  public void readsOrRefusesNoise(int rounds, String alphabet) {
    byte[] letters = alphabet.getBytes(StandardCharsets.UTF_8);
    Seeds.check(
        rounds,
        random -> {
          byte[] bytes = new byte[random.nextInt(100)];
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = letters[random.nextInt(letters.length)];
          }
          var _ = isRead(bytes);
        });
  }

  /** A payload that ends at each of its bytes. */
  public void readsOrRefusesCut(byte[] whole) {
    for (int length = 0; length < whole.length; length++) {
      var _ = isRead(Arrays.copyOf(whole, length));
    }
  }

  /** Payloads with a few wounds each. */
  public void readsOrRefusesDamaged(int rounds, Function<RandomGenerator, byte[]> payload) {
    Seeds.check(
        rounds,
        random -> {
          var _ = isRead(damaged(payload.apply(random), random));
        });
  }

  /** Whether these bytes are taken in; if not, they are refused as they should be. */
  public boolean isRead(byte[] bytes) {
    builder.clear();
    Spans.addTo(builder, BEFORE);
    long before = allocatedBytes();
    try {
      DecodeReport report = reader.read(bytes, 0, bytes.length, builder);
      assertThat(builder.view().spanCount()).isEqualTo(BEFORE.size() + report.acceptedCount());
      assertThat(Spans.list(builder.view())).hasSize(builder.spanCount());
      use.accept(builder.view());
      return true;
    } catch (MalformedPayloadException e) {
      assertThat(allocatedBytes() - before)
          .isLessThan(ALLOCATED_ALWAYS + ALLOCATED_PER_BYTE_MAX * bytes.length);
      assertThat(e.getMessage()).isNotEmpty();
      assertThat(Spans.list(builder.view())).isEqualTo(BEFORE);
      return false;
    }
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** A copy with up to three wounds: bits, bytes, runs of bytes, pieces lost or repeated. */
  public static byte[] damaged(byte[] whole, RandomGenerator random) {
    byte[] bytes = whole.clone();
    for (int wounds = random.nextInt(1, 4); wounds > 0 && bytes.length > 0; wounds--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xFF);
        case 3 -> bytes = spliced(bytes, at, random.nextInt(bytes.length));
        default -> bytes = spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 9)));
      }
    }
    return bytes;
  }

  /** The first {@code head} bytes, then all from {@code tail} on. */
  private static byte[] spliced(byte[] bytes, int head, int tail) {
    byte[] result = Arrays.copyOf(bytes, head + bytes.length - tail);
    System.arraycopy(bytes, tail, result, head, bytes.length - tail);
    return result;
  }
}
