// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zipkin2.codec.SpanBytesEncoder;

/**
 * Throws bytes at the readers that no client would send. Whatever comes, a reader either takes it
 * in, and then the batch can be written, or throws its one exception and leaves the builder alone.
 * {@code -Dclew.fuzz.rounds=100000} looks longer.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZipkinFuzzTest {

  private static final List<Span> BEFORE = new RandomSpans(99).spans(3);

  /** Shapes that once hurt somebody's decoder, or could. */
  private static final List<String> CORPUS =
      List.of(
          "[",
          "[[[[[[[[[[[[[[[[",
          "[null]",
          "[{\"traceId\":null,\"id\":null}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"tags\":[]}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"tags\":{\"a\":{}}}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"timestamp\":1e400}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"timestamp\":9223372036854775807,\"duration\":9223372036854775807}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"localEndpoint\":{\"port\":-1,\"ipv6\":\"::%1\"}}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"localEndpoint\":{\"ipv4\":\"999.1.1.1\",\"ipv6\":\":::\"}}]",
          "[{\"traceId\":\"1\",\"id\":\"1\",\"annotations\":[{\"timestamp\":-1,\"value\":\"\\ud800\"}]}]");

  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @ParameterizedTest
  @EnumSource(ZipkinFormat.class)
  void randomBytes_areReadOrRefused(ZipkinFormat format) {
    Seeds.check(
        1000,
        random -> {
          byte[] bytes = new byte[random.nextInt(1, 200)];
          random.nextBytes(bytes);
          bytes[0] = encoded(format, new RandomZipkinSpans(random).list())[0];
          readAndUse(format, bytes);
        });
  }

  @ParameterizedTest
  @EnumSource(ZipkinFormat.class)
  void payload_cutAnywhere_isReadOrRefused(ZipkinFormat format) {
    byte[] whole = encoded(format, new RandomZipkinSpans(Seeds.random(3)).list());
    for (int length = 0; length < whole.length; length++) {
      readAndUse(format, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @EnumSource(ZipkinFormat.class)
  void payload_damaged_isReadOrRefused(ZipkinFormat format) {
    Seeds.check(
        1000,
        random ->
            readAndUse(
                format, damaged(encoded(format, new RandomZipkinSpans(random).list()), random)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ZipkinFormat.class,
      names = {"JSON_V1", "JSON_V2"})
  void knownShapes_areReadOrRefused(ZipkinFormat format) {
    CORPUS.forEach(json -> readAndUse(format, json.getBytes(StandardCharsets.UTF_8)));
  }

  private void readAndUse(ZipkinFormat format, byte[] bytes) {
    builder.clear();
    Spans.addTo(builder, BEFORE);
    try {
      int accepted =
          ZipkinDocuments.reader(format).read(bytes, 0, bytes.length, builder).acceptedCount();
      assertThat(builder.view().spanCount()).isEqualTo(BEFORE.size() + accepted);
      assertThat(ZipkinDocuments.write(builder.view())).isNotEmpty();
    } catch (MalformedPayloadException e) {
      assertThat(e.getMessage()).isNotEmpty();
      assertThat(Spans.list(builder.view())).isEqualTo(BEFORE);
    }
  }

  private static byte[] encoded(ZipkinFormat format, List<zipkin2.Span> spans) {
    return SpanBytesEncoder.valueOf(format.name()).encodeList(spans);
  }

  private static byte[] damaged(byte[] whole, RandomGenerator random) {
    byte[] bytes = whole.clone();
    for (int wounds = random.nextInt(1, 4); wounds > 0; wounds--) {
      int at = random.nextInt(1, bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xFF);
      }
    }
    return bytes;
  }
}
