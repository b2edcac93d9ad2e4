// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Throws bytes at the readers that no sender would send. Whatever comes, a reader either takes it
 * in, and then the batch can be read and written, or throws its one exception and leaves the
 * builder alone. {@code -Dclew.fuzz.rounds=100000} looks longer.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtlpFuzzTest {

  private static final List<Span> BEFORE = new RandomSpans(99).spans(3);

  private final OtlpProtoReader protoReader = new OtlpProtoReader(DecodeLimits.defaults());
  private final OtlpJsonReader jsonReader = new OtlpJsonReader(DecodeLimits.defaults());
  private final OtlpProtoWriter protoWriter = new OtlpProtoWriter();
  private final OtlpJsonWriter jsonWriter = new OtlpJsonWriter();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  private interface Reader {
    DecodeReport read(byte[] source, int offset, int length, SpanBatchBuilder builder);
  }

  @Test
  void protobuf_ofRandomBytes_isReadOrRefused() {
    Seeds.check(
        2000,
        random -> {
          byte[] bytes = new byte[random.nextInt(200)];
          random.nextBytes(bytes);
          readAndUse(protoReader::read, bytes);
        });
  }

  @Test
  void protobuf_cutAnywhere_isReadOrRefused() {
    byte[] whole = protoWriter.write(new RandomSpans(3).batch(10));
    for (int length = 0; length < whole.length; length++) {
      readAndUse(protoReader::read, Arrays.copyOf(whole, length));
    }
  }

  @Test
  void protobuf_damaged_isReadOrRefused() {
    Seeds.check(
        500,
        random -> {
          byte[] bytes = protoWriter.write(new RandomSpans(random).batch(random.nextInt(1, 6)));
          readAndUse(protoReader::read, damaged(bytes, random));
        });
  }

  /** Where both read the bytes, both must find the same spans in them. */
  @Test
  void protobuf_damaged_meansWhatProtobufJavaSays() {
    Seeds.check(
        500,
        random -> {
          byte[] bytes = protoWriter.write(new RandomSpans(random).batch(random.nextInt(1, 4)));
          byte[] damaged = damaged(bytes, random);
          builder.clear();
          try {
            List<Span> expected = ProtobufOracle.decode(TracesData.parseFrom(damaged));
            DecodeReport report = protoReader.read(damaged, 0, damaged.length, builder);
            if (report.rejectedCount() == 0) {
              assertThat(Canonical.spans(Spans.list(builder.view())))
                  .isEqualTo(Canonical.spans(expected));
            }
          } catch (InvalidProtocolBufferException | MalformedPayloadException _) {
            // one of them refused: strings are checked by protobuf-java, groups are not ours
          }
        });
  }

  @Test
  void json_ofRandomBytes_isReadOrRefused() {
    byte[] alphabet = "{}[]\":,0123456789.eE+-truefalsn\\u \n".getBytes(StandardCharsets.UTF_8);
    Seeds.check(
        2000,
        random -> {
          byte[] bytes = new byte[random.nextInt(100)];
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = alphabet[random.nextInt(alphabet.length)];
          }
          readAndUse(jsonReader::read, bytes);
        });
  }

  @Test
  void json_cutAnywhere_isRefused() {
    byte[] whole = jsonWriter.write(new RandomSpans(3).batch(5));
    for (int length = 0; length < whole.length; length++) {
      assertThat(readAndUse(jsonReader::read, Arrays.copyOf(whole, length))).isFalse();
    }
  }

  @Test
  void json_damaged_isReadOrRefused() {
    Seeds.check(
        500,
        random -> {
          byte[] bytes = jsonWriter.write(new RandomSpans(random).batch(random.nextInt(1, 6)));
          readAndUse(jsonReader::read, damaged(bytes, random));
        });
  }

  /** Whether the bytes were taken in. */
  private boolean readAndUse(Reader reader, byte[] bytes) {
    builder.clear();
    Spans.addTo(builder, BEFORE);
    try {
      DecodeReport report = reader.read(bytes, 0, bytes.length, builder);
      assertThat(builder.view().spanCount()).isEqualTo(BEFORE.size() + report.acceptedCount());
      use(builder.view());
      return true;
    } catch (MalformedPayloadException e) {
      assertThat(e.getMessage()).isNotEmpty();
      assertThat(Spans.list(builder.view())).isEqualTo(BEFORE);
      return false;
    }
  }

  private void use(SpanBatch batch) {
    List<Span> spans = Spans.list(batch);
    byte[] json = jsonWriter.write(batch);
    byte[] proto = protoWriter.write(batch);
    SpanBatchBuilder again = new SpanBatchBuilder();
    jsonReader.read(json, 0, json.length, again);
    protoReader.read(proto, 0, proto.length, again);
    assertThat(again.spanCount()).isEqualTo(2 * spans.size());
  }

  private static byte[] damaged(byte[] whole, RandomGenerator random) {
    byte[] bytes = whole.clone();
    for (int wounds = random.nextInt(1, 4); wounds > 0; wounds--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xFF);
        case 3 -> bytes = spliced(bytes, at, random.nextInt(bytes.length));
        default -> bytes = without(bytes, at, random.nextInt(1, 9));
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

  private static byte[] without(byte[] bytes, int at, int count) {
    return bytes.length <= count
        ? bytes
        : spliced(bytes, at, Math.min(bytes.length - 1, at + count));
  }
}
