// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as stores have to keep it: each key once per owner, as OTLP demands, and in order of key,
 * since a store may change the order.
 */
public final class CanonicalSpan {

  private CanonicalSpan() {}

  /** The span with its attributes in order. */
  public static Span of(Span span) {
    return new Span(
        new Span.Resource(
            attributes(span.resource().attributes()),
            span.resource().schemaUrl(),
            span.resource().entityRefs()),
        new Span.Scope(
            span.scope().name(),
            span.scope().version(),
            attributes(span.scope().attributes()),
            span.scope().schemaUrl()),
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
        attributes(span.attributes()),
        span.events().stream().map(CanonicalSpan::event).toList(),
        span.droppedEventsCount(),
        span.links().stream().map(CanonicalSpan::link).toList(),
        span.droppedLinksCount(),
        attributes(span.derived()));
  }

  /** Several spans, in the order given. */
  public static List<Span> of(List<Span> spans) {
    return spans.stream().map(CanonicalSpan::of).toList();
  }

  private static Span.Event event(Span.Event event) {
    return new Span.Event(event.timeNanos(), event.name(), attributes(event.attributes()));
  }

  private static Span.Link link(Span.Link link) {
    return new Span.Link(
        link.traceId(),
        link.spanId(),
        link.traceState(),
        link.flags(),
        attributes(link.attributes()));
  }

  private static Span.Attributes attributes(Span.Attributes attributes) {
    Map<String, Entry> byKey = new TreeMap<>(Comparator.naturalOrder());
    attributes.entries().forEach(entry -> byKey.putIfAbsent(entry.key(), entry));
    return new Span.Attributes(List.copyOf(byKey.values()), attributes.droppedCount());
  }
}
