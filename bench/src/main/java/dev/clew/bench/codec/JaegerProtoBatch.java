// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.proto.jaeger.api_v2.Batch;
import dev.clew.proto.jaeger.api_v2.KeyValue;
import dev.clew.proto.jaeger.api_v2.PostSpansRequest;
import dev.clew.proto.jaeger.api_v2.Process;
import dev.clew.proto.jaeger.api_v2.SpanRef;
import dev.clew.proto.jaeger.api_v2.ValueType;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes a {@code PostSpansRequest} by the classes that protobuf generates. */
final class JaegerProtoBatch {

  private static final long SECOND_NANOS = 1_000_000_000;

  private JaegerProtoBatch() {}

  static byte[] of(List<Span> spans) {
    Batch.Builder batch =
        Batch.newBuilder()
            .setProcess(
                Process.newBuilder()
                    .setServiceName("bench")
                    .addAllTags(tags(spans.getFirst().resource().attributes().entries())));
    spans.forEach(span -> batch.addSpans(span(span)));
    return PostSpansRequest.newBuilder().setBatch(batch).build().toByteArray();
  }

  private static dev.clew.proto.jaeger.api_v2.Span.Builder span(Span span) {
    ByteString traceId = id(span.traceId().high(), span.traceId().low());
    long durationNanos = span.endNanos() - span.startNanos();
    dev.clew.proto.jaeger.api_v2.Span.Builder message =
        dev.clew.proto.jaeger.api_v2.Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(id(span.spanId()))
            .setOperationName(span.name())
            .setStartTime(
                Timestamp.newBuilder()
                    .setSeconds(span.startNanos() / SECOND_NANOS)
                    .setNanos((int) (span.startNanos() % SECOND_NANOS)))
            .setDuration(
                Duration.newBuilder()
                    .setSeconds(durationNanos / SECOND_NANOS)
                    .setNanos((int) (durationNanos % SECOND_NANOS)))
            .addAllTags(tags(span.attributes().entries()));
    if (span.parentSpanId() != 0) {
      message.addReferences(
          SpanRef.newBuilder().setTraceId(traceId).setSpanId(id(span.parentSpanId())));
    }
    return message;
  }

  private static List<KeyValue> tags(List<Entry> entries) {
    return entries.stream().map(JaegerProtoBatch::tag).toList();
  }

  private static KeyValue tag(Entry entry) {
    KeyValue.Builder tag = KeyValue.newBuilder().setKey(entry.key());
    switch (entry.value()) {
      case StringValue(String text) -> tag.setVStr(text);
      case DoubleValue(double number) -> tag.setVType(ValueType.FLOAT64).setVFloat64(number);
      case BoolValue(boolean truth) -> tag.setVType(ValueType.BOOL).setVBool(truth);
      case IntValue(long number) -> tag.setVType(ValueType.INT64).setVInt64(number);
      default -> tag.setVStr(entry.value().toString());
    }
    return tag.build();
  }

  private static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return ByteString.copyFrom(bytes.array());
  }
}
