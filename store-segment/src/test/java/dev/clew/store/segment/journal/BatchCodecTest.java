// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchCodecTest {

  @Test
  void decode_encodedRandomSpans_equal() {
    Seeds.check(
        100,
        random -> {
          List<Span> spans = derived(random, new RandomSpans(random).spans(random.nextInt(400)));
          assertThat(decode(encode(spans))).isEqualTo(spans);
        });
  }

  @Test
  void encode_similarSpans_areCompressed() {
    List<Span> spans =
        IntStream.range(0, 1000)
            .mapToObj(i -> Spans.span(i / 10, i + 1).attribute("key", "value-" + i % 7).build())
            .toList();
    byte[] payload = encode(spans);
    assertThat(payload[0]).isEqualTo((byte) BatchEncoder.COMPRESSION_ZSTD);
    assertThat(payload.length / spans.size()).isLessThan(16);
  }

  @Test
  void decode_changedBytes_decodesOrThrowsMalformed() {
    Seeds.check(
        3000,
        random -> {
          byte[] payload =
              encode(derived(random, new RandomSpans(random).spans(random.nextInt(1, 20))));
          for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt();
          }
          if (random.nextInt(4) == 0) {
            payload = Arrays.copyOf(payload, random.nextInt(payload.length));
          }
          try {
            BatchDecoder.decode(payload, 0, payload.length, new SpanBatchBuilder());
          } catch (MalformedBatchException e) {
            assertThat(e).hasMessageStartingWith("encoded batch: ");
          }
        });
  }

  @Test
  void encode_nothingDerived_takesNoByte() {
    Span span = Spans.span(1, 2).attribute("key", "value").build();
    Span empty = span.withDerived(new Span.Attributes(List.of(), 0));
    assertThat(encode(List.of(empty))).isEqualTo(encode(List.of(span)));
    Span derived = Spans.span(1, 2).attribute("key", "value").derived("key", "value").build();
    assertThat(encode(List.of(derived))).hasSize(encode(List.of(span)).length + 3);
  }

  /** Derives attributes for about half of all batches, and there for half of the spans. */
  private static List<Span> derived(RandomGenerator random, List<Span> spans) {
    boolean any = random.nextBoolean();
    return spans.stream()
        .map(span ->
            any && random.nextBoolean()
                ? span.withDerived(new Span.Attributes(span.attributes().entries(), 0))
                : span)
        .toList();
  }

  private static byte[] encode(List<Span> spans) {
    try (BatchEncoder encoder = new BatchEncoder()) {
      ByteSink sink = new ByteSink();
      encoder.encode(Spans.batch(spans), sink);
      return Arrays.copyOf(sink.bytes, sink.length);
    }
  }

  private static List<Span> decode(byte[] payload) {
    byte[] shifted = new byte[payload.length + 5];
    System.arraycopy(payload, 0, shifted, 3, payload.length);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    BatchDecoder.decode(shifted, 3, 3 + payload.length, builder);
    return Spans.list(builder.view());
  }
}
