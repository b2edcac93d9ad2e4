// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static dev.clew.server.protocols.SentTrace.SECOND_MICROS;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.clew.proto.jaeger.api_v2.KeyValue;
import dev.clew.proto.jaeger.api_v2.PostSpansRequest;
import dev.clew.proto.jaeger.api_v2.SpanRefType;
import dev.clew.proto.jaeger.api_v2.ValueType;
import io.jaegertracing.agent.thrift.Agent;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Log;
import io.jaegertracing.thriftjava.Process;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.SpanRef;
import io.jaegertracing.thriftjava.Tag;
import io.jaegertracing.thriftjava.TagType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** {@link SentTrace} in Jaeger's formats, by the classes that its clients use. */
final class JaegerMessages {

  private JaegerMessages() {}

  /** The body of a request to the collector. */
  static byte[] batch(long traceIdLow) throws TException {
    return new TSerializer(new TBinaryProtocol.Factory()).serialize(thrift(traceIdLow));
  }

  /** A packet for the agent. */
  static byte[] packet(long traceIdLow, TProtocolFactory protocol) throws TException {
    TMemoryBuffer buffer = new TMemoryBuffer(1000);
    new Agent.Client(protocol.getProtocol(buffer)).emitBatch(thrift(traceIdLow));
    return Arrays.copyOf(buffer.getArray(), buffer.length());
  }

  /** A packet of Zipkin's spans for the agent; they come as Zipkin's own encoder writes a list. */
  static byte[] zipkinPacket(byte[] list, TProtocolFactory protocol) throws TException {
    TBinaryProtocol in = new TBinaryProtocol(new TMemoryInputTransport(list));
    TList header = in.readListBegin();
    List<com.twitter.zipkin.thriftjava.Span> spans = new ArrayList<>();
    for (int i = 0; i < header.size; i++) {
      var span = new com.twitter.zipkin.thriftjava.Span();
      span.read(in);
      spans.add(span);
    }
    TMemoryBuffer buffer = new TMemoryBuffer(1000);
    new Agent.Client(protocol.getProtocol(buffer)).emitZipkinBatch(spans);
    return Arrays.copyOf(buffer.getArray(), buffer.length());
  }

  private static Batch thrift(long traceIdLow) {
    Span parent =
        new Span(
            traceIdLow,
            SentTrace.TRACE_ID_HIGH,
            SentTrace.PARENT_ID,
            0,
            "request",
            1,
            SECOND_MICROS,
            SentTrace.PARENT_MICROS);
    Span child =
        new Span(
            traceIdLow,
            SentTrace.TRACE_ID_HIGH,
            SentTrace.CHILD_ID,
            SentTrace.PARENT_ID,
            SentTrace.NAME,
            1,
            SECOND_MICROS + SentTrace.START_MICROS,
            SentTrace.DURATION_MICROS);
    child.addToTags(text("span.kind", "client"));
    child.addToTags(text("otel.scope.name", SentTrace.SCOPE));
    child.addToTags(text(SentTrace.TEXT_KEY, SentTrace.TEXT));
    child.addToTags(text(SentTrace.PEER_KEY, SentTrace.PEER));
    child.addToTags(new Tag(SentTrace.NUMBER_KEY, TagType.LONG).setVLong(SentTrace.NUMBER));
    child.addToTags(new Tag("error", TagType.BOOL).setVBool(true));
    child.addToTags(text("otel.status_description", SentTrace.ERROR));
    child.addToReferences(
        new SpanRef(
            io.jaegertracing.thriftjava.SpanRefType.CHILD_OF,
            traceIdLow,
            SentTrace.TRACE_ID_HIGH,
            SentTrace.PARENT_ID));
    child.addToReferences(
        new SpanRef(
            io.jaegertracing.thriftjava.SpanRefType.FOLLOWS_FROM, 1, 1, SentTrace.LINKED_ID));
    child.addToLogs(
        new Log(
            SECOND_MICROS + SentTrace.EVENT_MICROS,
            List.of(
                text("event", SentTrace.EVENT), text(SentTrace.EVENT_KEY, SentTrace.EVENT_VALUE))));
    Process process = new Process(SentTrace.SERVICE);
    process.addToTags(text(SentTrace.RESOURCE_KEY, SentTrace.RESOURCE));
    return new Batch(process, List.of(parent, child));
  }

  private static Tag text(String key, String value) {
    return new Tag(key, TagType.STRING).setVStr(value);
  }

  /** A request to the collector over gRPC. */
  static PostSpansRequest postSpans(long traceIdLow) {
    ByteString traceId = id(SentTrace.TRACE_ID_HIGH, traceIdLow);
    var process =
        dev.clew.proto.jaeger.api_v2.Process.newBuilder()
            .setServiceName(SentTrace.SERVICE)
            .addTags(keyValue(SentTrace.RESOURCE_KEY, SentTrace.RESOURCE));
    var parent =
        dev.clew.proto.jaeger.api_v2.Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(id(SentTrace.PARENT_ID))
            .setOperationName("request")
            .setStartTime(Timestamp.newBuilder().setSeconds(SECOND_MICROS / 1_000_000))
            .setDuration(Duration.newBuilder().setSeconds(1));
    var child =
        dev.clew.proto.jaeger.api_v2.Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(id(SentTrace.CHILD_ID))
            .setOperationName(SentTrace.NAME)
            .addReferences(reference(traceId, SentTrace.PARENT_ID, SpanRefType.CHILD_OF))
            .addReferences(reference(id(1, 1), SentTrace.LINKED_ID, SpanRefType.FOLLOWS_FROM))
            .setStartTime(
                time(SentTrace.START_MICROS).toBuilder()
                    .setNanos((int) SentTrace.START_MICROS * 1000 + SentTrace.START_NANOS))
            .setDuration(Duration.newBuilder().setNanos((int) SentTrace.DURATION_MICROS * 1000))
            .addTags(keyValue("span.kind", "client"))
            .addTags(keyValue("otel.scope.name", SentTrace.SCOPE))
            .addTags(keyValue(SentTrace.TEXT_KEY, SentTrace.TEXT))
            .addTags(keyValue(SentTrace.PEER_KEY, SentTrace.PEER))
            .addTags(
                KeyValue.newBuilder()
                    .setKey(SentTrace.NUMBER_KEY)
                    .setVType(ValueType.INT64)
                    .setVInt64(SentTrace.NUMBER))
            .addTags(KeyValue.newBuilder().setKey("error").setVType(ValueType.BOOL).setVBool(true))
            .addTags(keyValue("otel.status_description", SentTrace.ERROR))
            .addLogs(
                dev.clew.proto.jaeger.api_v2.Log.newBuilder()
                    .setTimestamp(time(SentTrace.EVENT_MICROS))
                    .addFields(keyValue("event", SentTrace.EVENT))
                    .addFields(keyValue(SentTrace.EVENT_KEY, SentTrace.EVENT_VALUE)));
    return PostSpansRequest.newBuilder()
        .setBatch(
            dev.clew.proto.jaeger.api_v2.Batch.newBuilder()
                .setProcess(process)
                .addSpans(parent)
                .addSpans(child))
        .build();
  }

  /** What Jaeger's collector puts on a topic: each span by itself, with its process. */
  static List<byte[]> records(long traceIdLow) {
    dev.clew.proto.jaeger.api_v2.Batch batch = postSpans(traceIdLow).getBatch();
    return batch.getSpansList().stream()
        .map(span -> span.toBuilder().setProcess(batch.getProcess()).build().toByteArray())
        .toList();
  }

  private static KeyValue.Builder keyValue(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setVType(ValueType.STRING).setVStr(value);
  }

  private static dev.clew.proto.jaeger.api_v2.SpanRef.Builder reference(
      ByteString traceId, long spanId, SpanRefType type) {
    return dev.clew.proto.jaeger.api_v2.SpanRef.newBuilder()
        .setTraceId(traceId)
        .setSpanId(id(spanId))
        .setRefType(type);
  }

  private static Timestamp time(long microsOfTheSecond) {
    return Timestamp.newBuilder()
        .setSeconds(SECOND_MICROS / 1_000_000)
        .setNanos((int) microsOfTheSecond * 1000)
        .build();
  }

  private static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return ByteString.copyFrom(bytes.array());
  }
}
