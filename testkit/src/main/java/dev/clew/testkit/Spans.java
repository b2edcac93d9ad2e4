// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Span objects to batches and back, and a start for spans written out by hand. */
public final class Spans {

  private final SpanBatchBuilder builder;
  private final Map<Span.Resource, Integer> resources = new HashMap<>();
  private final Map<ScopeOfResource, Integer> scopes = new HashMap<>();

  private record ScopeOfResource(Span.Resource resource, Span.Scope scope) {}

  private Spans(SpanBatchBuilder builder) {
    this.builder = builder;
  }

  /**
   * A span with these ids, one millisecond long, of service {@code "service"}; see {@link
   * SpanSpec}.
   */
  public static SpanSpec span(long traceId, long spanId) {
    return new SpanSpec(traceId, spanId);
  }

  /** A batch of these spans, in this order. */
  public static SpanBatch batch(Span... spans) {
    return batch(List.of(spans));
  }

  /** A batch of these spans, in this order; equal resources and scopes are stored once. */
  public static SpanBatch batch(List<Span> spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    addTo(builder, spans);
    return builder.build();
  }

  /** Adds spans to a builder that has no open row. */
  public static void addTo(SpanBatchBuilder builder, List<Span> spans) {
    Spans adder = new Spans(builder);
    spans.forEach(adder::add);
  }

  /** The spans of a batch as objects, in row order. */
  public static List<Span> list(SpanBatch batch) {
    return SpanCursor.spans(batch).toList();
  }

  private void add(Span span) {
    builder.beginSpan(scopeIndex(span.resource(), span.scope()));
    builder.traceId(span.traceId().high(), span.traceId().low());
    builder.spanId(span.spanId());
    builder.parentSpanId(span.parentSpanId());
    builder.nameRef(builder.intern(span.name()));
    builder.kindNumber(span.kind().ordinal());
    builder.startNanos(span.startNanos());
    builder.endNanos(span.endNanos());
    builder.statusNumber(span.status().code().ordinal());
    builder.statusMessageRef(builder.intern(span.status().message()));
    builder.traceStateRef(builder.intern(span.traceState()));
    builder.flags(span.flags());
    attributes(AttributeScope.SPAN, span.attributes());
    attributes(AttributeScope.DERIVED, span.derived());
    builder.droppedAttributesCount(span.attributes().droppedCount());
    span.events().forEach(this::event);
    builder.droppedEventsCount(span.droppedEventsCount());
    span.links().forEach(this::link);
    builder.droppedLinksCount(span.droppedLinksCount());
    builder.endSpan();
  }

  private void event(Span.Event event) {
    builder.beginEvent();
    builder.eventTimeNanos(event.timeNanos());
    builder.eventNameRef(builder.intern(event.name()));
    attributes(AttributeScope.EVENT, event.attributes());
    builder.eventDroppedAttributesCount(event.attributes().droppedCount());
    builder.endEvent();
  }

  private void link(Span.Link link) {
    builder.beginLink();
    builder.linkTraceId(link.traceId().high(), link.traceId().low());
    builder.linkSpanId(link.spanId());
    builder.linkTraceStateRef(builder.intern(link.traceState()));
    builder.linkFlags(link.flags());
    attributes(AttributeScope.LINK, link.attributes());
    builder.linkDroppedAttributesCount(link.attributes().droppedCount());
    builder.endLink();
  }

  private int scopeIndex(Span.Resource resource, Span.Scope scope) {
    int resourceIndex = resources.computeIfAbsent(resource, this::resource);
    return scopes.computeIfAbsent(
        new ScopeOfResource(resource, scope), key -> scope(resourceIndex, key.scope()));
  }

  private int resource(Span.Resource resource) {
    int index = builder.beginResource();
    builder.resourceSchemaUrlRef(builder.intern(resource.schemaUrl()));
    byte[] entityRefs = resource.entityRefs().value();
    builder.resourceEntityRefsRef(builder.intern(entityRefs, 0, entityRefs.length));
    attributes(AttributeScope.RESOURCE, resource.attributes());
    builder.resourceDroppedAttributesCount(resource.attributes().droppedCount());
    builder.endResource();
    return index;
  }

  private int scope(int resourceIndex, Span.Scope scope) {
    int index = builder.beginScope(resourceIndex);
    builder.scopeNameRef(builder.intern(scope.name()));
    builder.scopeVersionRef(builder.intern(scope.version()));
    builder.scopeSchemaUrlRef(builder.intern(scope.schemaUrl()));
    attributes(AttributeScope.SCOPE, scope.attributes());
    builder.scopeDroppedAttributesCount(scope.attributes().droppedCount());
    builder.endScope();
    return index;
  }

  private void attributes(AttributeScope scope, Span.Attributes attributes) {
    for (Entry entry : attributes.entries()) {
      builder.attribute(scope, entry.key(), entry.value());
    }
  }
}
