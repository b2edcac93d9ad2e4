// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import dev.clew.model.AttributeValue.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds span objects to a builder, equal resources and scopes once: for the edges, where spans are
 * few or have to be changed one by one.
 *
 * <p>Threads: one at a time. The builder must have no open row.
 */
public final class SpanAppender {

  private final SpanBatchBuilder builder;
  private final Map<Span.Resource, Integer> resources = new HashMap<>();
  private final Map<ScopeOfResource, Integer> scopes = new HashMap<>();

  private record ScopeOfResource(Span.Resource resource, Span.Scope scope) {}

  /** Adds to this builder. */
  public SpanAppender(SpanBatchBuilder builder) {
    this.builder = builder;
  }

  /** Adds a span. */
  public void add(Span span) {
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
