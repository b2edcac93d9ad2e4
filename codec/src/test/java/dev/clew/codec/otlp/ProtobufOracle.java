// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import com.google.protobuf.ByteString;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;

/**
 * Span objects to and from protobuf-java's messages: the second opinion that the codec is tested
 * against.
 */
final class ProtobufOracle {

  private ProtobufOracle() {}

  /** One {@code ResourceSpans} with one {@code ScopeSpans} per span, in order. */
  static TracesData encode(List<Span> spans) throws Exception {
    TracesData.Builder data = TracesData.newBuilder();
    for (Span span : spans) {
      ScopeSpans.Builder scopeSpans =
          ScopeSpans.newBuilder()
              .setScope(encode(span.scope()))
              .setSchemaUrl(span.scope().schemaUrl())
              .addSpans(encode(span));
      data.addResourceSpans(
          ResourceSpans.newBuilder()
              .setResource(encode(span.resource()))
              .setSchemaUrl(span.resource().schemaUrl())
              .addScopeSpans(scopeSpans));
    }
    return data.build();
  }

  private static io.opentelemetry.proto.trace.v1.Span encode(Span span) {
    io.opentelemetry.proto.trace.v1.Span.Builder proto =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(bytes(span.traceId().high()).concat(bytes(span.traceId().low())))
            .setSpanId(bytes(span.spanId()))
            .setName(span.name())
            .setKindValue(span.kind().ordinal())
            .setStartTimeUnixNano(span.startNanos())
            .setEndTimeUnixNano(span.endNanos())
            .setTraceState(span.traceState())
            .setFlags(span.flags())
            .addAllAttributes(pairs(span.attributes().entries()))
            .setDroppedAttributesCount(span.attributes().droppedCount())
            .setDroppedEventsCount(span.droppedEventsCount())
            .setDroppedLinksCount(span.droppedLinksCount())
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(span.status().code().ordinal())
                    .setMessage(span.status().message()));
    if (span.parentSpanId() != 0) {
      proto.setParentSpanId(bytes(span.parentSpanId()));
    }
    for (Span.Event event : span.events()) {
      proto
          .addEventsBuilder()
          .setTimeUnixNano(event.timeNanos())
          .setName(event.name())
          .addAllAttributes(pairs(event.attributes().entries()))
          .setDroppedAttributesCount(event.attributes().droppedCount());
    }
    for (Span.Link link : span.links()) {
      proto
          .addLinksBuilder()
          .setTraceId(bytes(link.traceId().high()).concat(bytes(link.traceId().low())))
          .setSpanId(bytes(link.spanId()))
          .setTraceState(link.traceState())
          .setFlags(link.flags())
          .addAllAttributes(pairs(link.attributes().entries()))
          .setDroppedAttributesCount(link.attributes().droppedCount());
    }
    return proto.build();
  }

  private static Resource encode(Span.Resource resource) throws Exception {
    return Resource.parseFrom(resource.entityRefs().value()).toBuilder()
        .addAllAttributes(pairs(resource.attributes().entries()))
        .setDroppedAttributesCount(resource.attributes().droppedCount())
        .build();
  }

  private static InstrumentationScope encode(Span.Scope scope) {
    return InstrumentationScope.newBuilder()
        .setName(scope.name())
        .setVersion(scope.version())
        .addAllAttributes(pairs(scope.attributes().entries()))
        .setDroppedAttributesCount(scope.attributes().droppedCount())
        .build();
  }

  private static List<KeyValue> pairs(List<Entry> entries) {
    return entries.stream()
        .map(entry ->
            KeyValue.newBuilder().setKey(entry.key()).setValue(encode(entry.value())).build())
        .toList();
  }

  private static AnyValue encode(AttributeValue value) {
    AnyValue.Builder proto = AnyValue.newBuilder();
    switch (value) {
      case EmptyValue() -> {}
      case StringValue(String text) -> proto.setStringValue(text);
      case BoolValue(boolean truth) -> proto.setBoolValue(truth);
      case IntValue(long number) -> proto.setIntValue(number);
      case DoubleValue(double number) -> proto.setDoubleValue(number);
      case BytesValue(byte[] bytes) -> proto.setBytesValue(ByteString.copyFrom(bytes));
      case ArrayValue(List<AttributeValue> values) -> {
        var array = proto.getArrayValueBuilder();
        values.forEach(element -> array.addValues(encode(element)));
      }
      case KvListValue(List<Entry> entries) ->
          proto.setKvlistValue(KeyValueList.newBuilder().addAllValues(pairs(entries)));
    }
    return proto.build();
  }

  /** All spans, in order; those with unusable ids included. */
  static List<Span> decode(TracesData data) {
    List<Span> spans = new ArrayList<>();
    for (ResourceSpans resourceSpans : data.getResourceSpansList()) {
      Span.Resource resource = decode(resourceSpans.getResource(), resourceSpans.getSchemaUrl());
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        Span.Scope scope = decode(scopeSpans.getScope(), scopeSpans.getSchemaUrl());
        scopeSpans.getSpansList().forEach(span -> spans.add(decode(resource, scope, span)));
      }
    }
    return spans;
  }

  private static Span decode(
      Span.Resource resource, Span.Scope scope, io.opentelemetry.proto.trace.v1.Span span) {
    return new Span(
        resource,
        scope,
        traceId(span.getTraceId()),
        id(span.getSpanId(), 0),
        id(span.getParentSpanId(), 0),
        span.getName(),
        SpanKind.ofNumber(span.getKindValue()),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        new Span.Status(
            StatusCode.ofNumber(span.getStatus().getCodeValue()), span.getStatus().getMessage()),
        span.getTraceState(),
        span.getFlags(),
        attributes(span.getAttributesList(), span.getDroppedAttributesCount()),
        span.getEventsList().stream()
            .map(event ->
                new Span.Event(
                    event.getTimeUnixNano(),
                    event.getName(),
                    attributes(event.getAttributesList(), event.getDroppedAttributesCount())))
            .toList(),
        span.getDroppedEventsCount(),
        span.getLinksList().stream()
            .map(link ->
                new Span.Link(
                    traceId(link.getTraceId()),
                    id(link.getSpanId(), 0),
                    link.getTraceState(),
                    link.getFlags(),
                    attributes(link.getAttributesList(), link.getDroppedAttributesCount())))
            .toList(),
        span.getDroppedLinksCount());
  }

  private static Span.Resource decode(Resource resource, String schemaUrl) {
    Resource onlyRefs =
        Resource.newBuilder().addAllEntityRefs(resource.getEntityRefsList()).build();
    return new Span.Resource(
        attributes(resource.getAttributesList(), resource.getDroppedAttributesCount()),
        schemaUrl,
        new BytesValue(onlyRefs.toByteArray()));
  }

  private static Span.Scope decode(InstrumentationScope scope, String schemaUrl) {
    return new Span.Scope(
        scope.getName(),
        scope.getVersion(),
        attributes(scope.getAttributesList(), scope.getDroppedAttributesCount()),
        schemaUrl);
  }

  private static Span.Attributes attributes(List<KeyValue> attributes, int droppedCount) {
    return new Span.Attributes(entries(attributes), droppedCount);
  }

  private static List<Entry> entries(List<KeyValue> attributes) {
    return attributes.stream()
        .map(pair -> new Entry(pair.getKey(), decode(pair.getValue())))
        .toList();
  }

  private static AttributeValue decode(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> new StringValue(value.getStringValue());
      case BOOL_VALUE -> new BoolValue(value.getBoolValue());
      case INT_VALUE -> new IntValue(value.getIntValue());
      case DOUBLE_VALUE -> new DoubleValue(value.getDoubleValue());
      case ARRAY_VALUE ->
          new ArrayValue(
              value.getArrayValue().getValuesList().stream().map(ProtobufOracle::decode).toList());
      case KVLIST_VALUE -> new KvListValue(entries(value.getKvlistValue().getValuesList()));
      case BYTES_VALUE -> new BytesValue(value.getBytesValue().toByteArray());
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> new EmptyValue();
    };
  }

  private static TraceId traceId(ByteString bytes) {
    return new TraceId(id(bytes, 0), id(bytes, 8));
  }

  private static long id(ByteString bytes, int offset) {
    return bytes.size() < offset + 8
        ? 0
        : bytes.substring(offset, offset + 8).asReadOnlyByteBuffer().getLong();
  }

  private static ByteString bytes(long value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> (56 - 8 * i));
    }
    return ByteString.copyFrom(bytes);
  }
}
