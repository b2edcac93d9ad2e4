// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import static dev.clew.server.protocols.SentTrace.SECOND_MICROS;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import tools.jackson.databind.json.JsonMapper;

/** {@link SentTrace} as OTLP, by OpenTelemetry's own classes or as text. */
final class OtlpMessages {

  private OtlpMessages() {}

  static ExportTraceServiceRequest request(long traceIdLow) {
    Span.Builder parent =
        Span.newBuilder()
            .setTraceId(id(SentTrace.TRACE_ID_HIGH, traceIdLow))
            .setSpanId(id(SentTrace.PARENT_ID))
            .setName("request")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(nanos(0))
            .setEndTimeUnixNano(nanos(SentTrace.PARENT_MICROS));
    long start = nanos(SentTrace.START_MICROS) + SentTrace.START_NANOS;
    Span.Builder child =
        Span.newBuilder()
            .setTraceId(id(SentTrace.TRACE_ID_HIGH, traceIdLow))
            .setSpanId(id(SentTrace.CHILD_ID))
            .setParentSpanId(id(SentTrace.PARENT_ID))
            .setName(SentTrace.NAME)
            .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + SentTrace.DURATION_MICROS * 1000)
            .addAttributes(text(SentTrace.TEXT_KEY, SentTrace.TEXT))
            .addAttributes(text(SentTrace.PEER_KEY, SentTrace.PEER))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey(SentTrace.NUMBER_KEY)
                    .setValue(AnyValue.newBuilder().setIntValue(SentTrace.NUMBER)))
            .addEvents(
                Span.Event.newBuilder()
                    .setTimeUnixNano(nanos(SentTrace.EVENT_MICROS))
                    .setName(SentTrace.EVENT)
                    .addAttributes(text(SentTrace.EVENT_KEY, SentTrace.EVENT_VALUE)))
            .addLinks(
                Span.Link.newBuilder().setTraceId(id(1, 1)).setSpanId(id(SentTrace.LINKED_ID)))
            .setStatus(
                Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage(SentTrace.ERROR));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text("service.name", SentTrace.SERVICE))
                        .addAttributes(text(SentTrace.RESOURCE_KEY, SentTrace.RESOURCE)))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName(SentTrace.SCOPE))
                        .addSpans(parent)
                        .addSpans(child)))
        .build();
  }

  static String json(long traceIdLow) {
    return """
    {"resourceSpans": [{
      "resource": {"attributes": [
        {"key": "service.name", "value": {"stringValue": "shop"}},
        {"key": "zone", "value": {"stringValue": "eu-1"}}]},
      "scopeSpans": [{
        "scope": {"name": "lib"},
        "spans": [{
          "traceId": "%1$s", "spanId": "00000000000000a1", "name": "request", "kind": 2,
          "startTimeUnixNano": "1767225600000000000", "endTimeUnixNano": "1767225601000000000"
        }, {
          "traceId": "%1$s", "spanId": "00000000000000b2", "parentSpanId": "00000000000000a1",
          "name": "Get Item", "kind": 3,
          "startTimeUnixNano": "1767225600123456789", "endTimeUnixNano": "1767225600125956789",
          "attributes": [
            {"key": "text", "value": {"stringValue": %2$s}},
            {"key": "peer.service", "value": {"stringValue": "stock"}},
            {"key": "count", "value": {"intValue": "42"}}],
          "events": [{
            "timeUnixNano": "1767225600124000000", "name": "cache miss",
            "attributes": [{"key": "key", "value": {"stringValue": "k1"}}]}],
          "links": [{
            "traceId": "00000000000000010000000000000001", "spanId": "00000000000000c3"}],
          "status": {"code": 2, "message": "out of stock"}
        }]}]}]}
    """
        .formatted(
            SentTrace.traceId(traceIdLow), new JsonMapper().writeValueAsString(SentTrace.TEXT));
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static long nanos(long microsOfTheSecond) {
    return (SECOND_MICROS + microsOfTheSecond) * 1000;
  }

  private static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return ByteString.copyFrom(bytes.array());
  }
}
