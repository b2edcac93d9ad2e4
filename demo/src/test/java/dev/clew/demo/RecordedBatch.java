// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Recorded spans as the batch that a receiver would have made of them. */
final class RecordedBatch {

  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final Map<Resource, Integer> scopes = new HashMap<>();

  private RecordedBatch() {}

  static SpanBatch of(List<SpanData> spans) {
    RecordedBatch batch = new RecordedBatch();
    spans.forEach(batch::add);
    return batch.builder.build();
  }

  private void add(SpanData span) {
    builder.beginSpan(scopes.computeIfAbsent(span.getResource(), this::scope));
    TraceId id = traceId(span.getTraceId());
    builder.traceId(id.high(), id.low());
    builder.spanId(HexFormat.fromHexDigitsToLong(span.getSpanId()));
    builder.parentSpanId(HexFormat.fromHexDigitsToLong(span.getParentSpanId()));
    builder.nameRef(builder.intern(span.getName()));
    builder.kindNumber(span.getKind().ordinal() + 1);
    builder.statusNumber(
        switch (span.getStatus().getStatusCode()) {
          case UNSET -> 0;
          case OK -> 1;
          case ERROR -> 2;
        });
    builder.startNanos(span.getStartEpochNanos());
    builder.endNanos(span.getEndEpochNanos());
    add(AttributeScope.SPAN, span.getAttributes());
    for (EventData event : span.getEvents()) {
      builder.beginEvent();
      builder.eventTimeNanos(event.getEpochNanos());
      builder.eventNameRef(builder.intern(event.getName()));
      add(AttributeScope.EVENT, event.getAttributes());
      builder.endEvent();
    }
    for (LinkData link : span.getLinks()) {
      TraceId to = traceId(link.getSpanContext().getTraceId());
      builder.beginLink();
      builder.linkTraceId(to.high(), to.low());
      builder.linkSpanId(HexFormat.fromHexDigitsToLong(link.getSpanContext().getSpanId()));
      builder.endLink();
    }
    builder.endSpan();
  }

  private int scope(Resource resource) {
    int index = builder.beginResource();
    add(AttributeScope.RESOURCE, resource.getAttributes());
    builder.endResource();
    int scope = builder.beginScope(index);
    builder.endScope();
    return scope;
  }

  private void add(AttributeScope scope, Attributes attributes) {
    attributes.forEach((key, value) -> {
      AttributeValue converted =
          switch (value) {
            case Long number -> new IntValue(number);
            case Double number -> new DoubleValue(number);
            case Boolean truth -> new BoolValue(truth);
            default -> new StringValue(value.toString());
          };
      builder.attribute(scope, key.getKey(), converted);
    });
  }

  private static TraceId traceId(String hex) {
    return new TraceId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }
}
