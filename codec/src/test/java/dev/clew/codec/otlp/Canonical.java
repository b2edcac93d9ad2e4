// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.Span;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;

/**
 * Spans in the form in which equal ones are equal. Entity references travel as raw bytes, so two
 * that mean the same may differ in the order of their fields.
 */
final class Canonical {

  private Canonical() {}

  static List<Span> spans(List<Span> spans) {
    return spans.stream().map(Canonical::span).toList();
  }

  private static Span span(Span span) {
    return new Span(
        resource(span.resource()),
        span.scope(),
        span.traceId(),
        span.spanId(),
        span.parentSpanId(),
        span.name(),
        span.kind(),
        span.startNanos(),
        span.endNanos(),
        span.status(),
        span.traceState(),
        span.flags(),
        span.attributes(),
        span.events(),
        span.droppedEventsCount(),
        span.links(),
        span.droppedLinksCount());
  }

  private static Span.Resource resource(Span.Resource resource) {
    try {
      Resource refs =
          DiscardUnknownFieldsParser.wrap(Resource.parser())
              .parseFrom(resource.entityRefs().value());
      return new Span.Resource(
          resource.attributes(), resource.schemaUrl(), new BytesValue(refs.toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
