// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.model.AttributeScope;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a server without a hand-written reader does: protobuf-java parses the request into objects,
 * and the spans are taken out of those.
 */
final class ProtobufJavaReader {

  private final SpanBatchBuilder target;

  ProtobufJavaReader(SpanBatchBuilder target) {
    this.target = target;
  }

  void read(byte[] request) throws InvalidProtocolBufferException {
    for (ResourceSpans resource :
        ExportTraceServiceRequest.parseFrom(request).getResourceSpansList()) {
      target.beginResource();
      target.resourceSchemaUrlRef(target.intern(resource.getSchemaUrl()));
      attributes(AttributeScope.RESOURCE, resource.getResource().getAttributesList());
      resource.getScopeSpansList().forEach(this::scopeSpans);
      target.endResource();
    }
  }

  private void scopeSpans(ScopeSpans scopeSpans) {
    target.beginScope();
    target.scopeNameRef(target.intern(scopeSpans.getScope().getName()));
    target.scopeVersionRef(target.intern(scopeSpans.getScope().getVersion()));
    target.scopeSchemaUrlRef(target.intern(scopeSpans.getSchemaUrl()));
    attributes(AttributeScope.SCOPE, scopeSpans.getScope().getAttributesList());
    scopeSpans.getSpansList().forEach(this::span);
    target.endScope();
  }

  private void span(Span span) {
    target.beginSpan();
    ByteBuffer traceId = span.getTraceId().asReadOnlyByteBuffer();
    target.traceId(traceId.getLong(), traceId.getLong());
    target.spanId(id(span.getSpanId()));
    target.parentSpanId(id(span.getParentSpanId()));
    target.traceStateRef(target.intern(span.getTraceState()));
    target.nameRef(target.intern(span.getName()));
    target.kindNumber(span.getKindValue());
    target.startNanos(span.getStartTimeUnixNano());
    target.endNanos(span.getEndTimeUnixNano());
    target.statusNumber(span.getStatus().getCodeValue());
    target.statusMessageRef(target.intern(span.getStatus().getMessage()));
    target.flags(span.getFlags());
    attributes(AttributeScope.SPAN, span.getAttributesList());
    target.endSpan();
  }

  /** Of the types of value only those that the workloads use. */
  private void attributes(AttributeScope scope, List<KeyValue> attributes) {
    for (KeyValue attribute : attributes) {
      int keyRef = target.intern(attribute.getKey());
      AnyValue value = attribute.getValue();
      switch (value.getValueCase()) {
        case STRING_VALUE ->
            target.attribute(
                scope, keyRef, ValueType.STRING, target.intern(value.getStringValue()));
        case BOOL_VALUE ->
            target.attribute(scope, keyRef, ValueType.BOOL, value.getBoolValue() ? 1 : 0);
        case INT_VALUE -> target.attribute(scope, keyRef, ValueType.INT, value.getIntValue());
        case DOUBLE_VALUE ->
            target.attribute(
                scope,
                keyRef,
                ValueType.DOUBLE,
                Double.doubleToRawLongBits(value.getDoubleValue()));
        case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
            throw new IllegalArgumentException(
                attribute.getKey() + ": " + value.getValueCase() + " (expected: a scalar)");
      }
    }
  }

  private static long id(ByteString bytes) {
    return bytes.isEmpty() ? 0 : bytes.asReadOnlyByteBuffer().getLong();
  }
}
