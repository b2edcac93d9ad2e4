// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import dev.clew.model.AttributeValue.Entry;
import java.util.List;

/**
 * One span as an object, for the edges: people, tests, clients. Everything inside works on {@link
 * SpanBatch}.
 *
 * @param parentSpanId zero for a root
 * @param startNanos epoch nanoseconds
 * @param endNanos epoch nanoseconds
 * @param flags as {@link SpanBatch#flags}
 * @param derived what was derived from the span when it came in, see {@link AttributeScope#DERIVED}
 */
public record Span(
    Resource resource,
    Scope scope,
    TraceId traceId,
    long spanId,
    long parentSpanId,
    String name,
    SpanKind kind,
    long startNanos,
    long endNanos,
    Status status,
    String traceState,
    int flags,
    Attributes attributes,
    List<Event> events,
    int droppedEventsCount,
    List<Link> links,
    int droppedLinksCount,
    Attributes derived) {

  public Span {
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  /** A span as it is sent. */
  public Span(
      Resource resource,
      Scope scope,
      TraceId traceId,
      long spanId,
      long parentSpanId,
      String name,
      SpanKind kind,
      long startNanos,
      long endNanos,
      Status status,
      String traceState,
      int flags,
      Attributes attributes,
      List<Event> events,
      int droppedEventsCount,
      List<Link> links,
      int droppedLinksCount) {
    this(
        resource,
        scope,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        startNanos,
        endNanos,
        status,
        traceState,
        flags,
        attributes,
        events,
        droppedEventsCount,
        links,
        droppedLinksCount,
        Attributes.NONE);
  }

  /** This span with these derived attributes in place of its own. */
  public Span withDerived(Attributes derived) {
    return new Span(
        resource,
        scope,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        startNanos,
        endNanos,
        status,
        traceState,
        flags,
        attributes,
        events,
        droppedEventsCount,
        links,
        droppedLinksCount,
        derived);
  }

  /** Attributes in the sender's order, and how many the sender dropped. */
  public record Attributes(List<Entry> entries, int droppedCount) {
    /** No attributes. */
    public static final Attributes NONE = new Attributes(List.of(), 0);

    public Attributes {
      entries = List.copyOf(entries);
    }
  }

  /** Who produced the span. {@code entityRefs} is as {@link SpanBatch#resourceEntityRefsRef}. */
  public record Resource(
      Attributes attributes, String schemaUrl, AttributeValue.BytesValue entityRefs) {}

  /** The instrumentation scope that recorded the span. */
  public record Scope(String name, String version, Attributes attributes, String schemaUrl) {}

  /** Status code and message. */
  public record Status(StatusCode code, String message) {}

  /** Something that happened during the span. */
  public record Event(long timeNanos, String name, Attributes attributes) {}

  /** A pointer to another span. */
  public record Link(
      TraceId traceId, long spanId, String traceState, int flags, Attributes attributes) {}
}
