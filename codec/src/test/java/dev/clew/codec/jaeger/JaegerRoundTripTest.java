// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.DecodeReport;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.codec.thrift.CompactInput;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import io.jaegertracing.thriftjava.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What a client of Jaeger's sends is all there, whichever form it sends it in. */
@NullUnmarked // whatever Thrift generates may be null
class JaegerRoundTripTest {

  private static final DecodeLimits LIMITS = DecodeLimits.defaults();

  private final PayloadReader binary = JaegerThriftReader.ofBatch(LIMITS, new BinaryInput());
  private final PayloadReader compact = JaegerThriftReader.ofBatch(LIMITS, new CompactInput());
  private final PayloadReader agentBinary =
      JaegerThriftReader.ofAgentMessage(LIMITS, new BinaryInput());
  private final PayloadReader agentCompact =
      JaegerThriftReader.ofAgentMessage(LIMITS, new CompactInput());
  private final PayloadReader postSpans = JaegerProtoReader.ofPostSpansRequest(LIMITS);
  private final PayloadReader proto = JaegerProtoReader.ofBatch(LIMITS);
  private final PayloadReader protoSpan = JaegerProtoReader.ofSpan(LIMITS);

  @Test
  void everyForm_bringsEverySpanAsItWasSent() {
    Seeds.check(
        300,
        random -> {
          Batch batch = new RandomBatches(random).batch();
          List<JaegerModel> sent = JaegerModel.of(batch);

          SpanBatch read = read(binary, JaegerWire.binary(batch));

          assertThat(JaegerModel.of(read)).isEqualTo(sent);
          assertSame(read, compact, JaegerWire.compact(batch));
          assertSame(read, agentBinary, JaegerWire.agentBinary(batch));
          assertSame(read, agentCompact, JaegerWire.agentCompact(batch));
          assertSame(read, postSpans, JaegerWire.postSpans(batch));
          assertSame(read, proto, JaegerWire.protoBatch(batch));
          assertThat(JaegerModel.of(oneByOne(batch))).isEqualTo(sent);
        });
  }

  private static void assertSame(SpanBatch expected, PayloadReader reader, byte[] bytes) {
    assertThat(Spans.list(read(reader, bytes))).isEqualTo(Spans.list(expected));
  }

  /** As on a Kafka topic: each span by itself, into the same builder. */
  private SpanBatch oneByOne(Batch batch) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    List<byte[]> messages = new ArrayList<>();
    batch
        .getSpans()
        .forEach(span -> messages.add(JaegerWire.protoSpan(span, batch.getProcess(), List.of())));
    messages.forEach(message -> protoSpan.read(message, 0, message.length, builder));
    return builder.build();
  }

  static SpanBatch read(PayloadReader reader, byte[] bytes) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    DecodeReport report = reader.read(bytes, 0, bytes.length, builder);
    assertThat(report.rejectedCount()).isZero();
    return builder.build();
  }
}
