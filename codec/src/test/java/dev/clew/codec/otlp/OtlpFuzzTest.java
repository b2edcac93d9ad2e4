// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.MalformedPayloadException;
import dev.clew.codec.ReaderFuzz;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Hostile input of OTLP; what is taken in can be written and read again. {@code
 * -Dclew.fuzz.rounds=100000} looks longer.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtlpFuzzTest {

  private final OtlpProtoReader protoReader = new OtlpProtoReader(DecodeLimits.defaults());
  private final OtlpJsonReader jsonReader = new OtlpJsonReader(DecodeLimits.defaults());
  private final OtlpProtoWriter protoWriter = new OtlpProtoWriter();
  private final OtlpJsonWriter jsonWriter = new OtlpJsonWriter();
  private final ReaderFuzz proto = new ReaderFuzz(protoReader, this::use);
  private final ReaderFuzz json = new ReaderFuzz(jsonReader, this::use);

  @Test
  void protobuf_ofNoise_isReadOrRefused() {
    proto.readsOrRefusesNoise(2000);
  }

  @Test
  void protobuf_cutAnywhere_isReadOrRefused() {
    proto.readsOrRefusesCut(protoWriter.write(new RandomSpans(3).batch(10)));
  }

  @Test
  void protobuf_damaged_isReadOrRefused() {
    proto.readsOrRefusesDamaged(
        500, random -> protoWriter.write(new RandomSpans(random).batch(random.nextInt(1, 6))));
  }

  /** Where both read the bytes, both must find the same spans in them. */
  @Test
  void protobuf_damaged_meansWhatProtobufJavaSays() {
    Seeds.check(
        500,
        random -> {
          byte[] bytes = protoWriter.write(new RandomSpans(random).batch(random.nextInt(1, 4)));
          byte[] damaged = ReaderFuzz.damaged(bytes, random);
          SpanBatchBuilder builder = new SpanBatchBuilder();
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
  void json_ofNoise_isReadOrRefused() {
    json.readsOrRefusesNoise(2000, "{}[]\":,0123456789.eE+-truefalsn\\u \n");
  }

  @Test
  void json_cutAnywhere_isRefused() {
    byte[] whole = jsonWriter.write(new RandomSpans(3).batch(5));
    for (int length = 0; length < whole.length; length++) {
      assertThat(json.isRead(Arrays.copyOf(whole, length))).isFalse();
    }
  }

  @Test
  void json_damaged_isReadOrRefused() {
    json.readsOrRefusesDamaged(
        500, random -> jsonWriter.write(new RandomSpans(random).batch(random.nextInt(1, 6))));
  }

  private void use(SpanBatch batch) {
    List<Span> spans = Spans.list(batch);
    byte[] asJson = jsonWriter.write(batch);
    byte[] asProto = protoWriter.write(batch);
    SpanBatchBuilder again = new SpanBatchBuilder();
    jsonReader.read(asJson, 0, asJson.length, again);
    protoReader.read(asProto, 0, asProto.length, again);
    assertThat(again.spanCount()).isEqualTo(2 * spans.size());
  }
}
