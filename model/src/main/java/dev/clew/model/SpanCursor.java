// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a {@link SpanBatch} span by span, in row order, with text and objects in place of
 * references.
 *
 * <pre>{@code
 * for (SpanCursor span = new SpanCursor(batch); span.next(); ) {
 *   print(span.serviceName(), span.name(), span.durationNanos());
 * }
 * }</pre>
 *
 * <p>Threads: one at a time; make a cursor per thread. Cost: a cursor allocates nothing by itself;
 * methods that return objects make them anew.
 */
public final class SpanCursor {

  private final SpanBatch batch;
  private int row = -1;

  /** A cursor that stands before the first span. */
  public SpanCursor(SpanBatch batch) {
    this.batch = batch;
  }

  /** All spans of a batch as objects. */
  public static Stream<Span> spans(SpanBatch batch) {
    return IntStream.range(0, batch.spanCount())
        .mapToObj(row -> new SpanCursor(batch).at(row).toSpan());
  }

  /** Steps to the next span; false at the end. */
  public boolean next() {
    return ++row < batch.spanCount();
  }

  /** Goes to a row. */
  public SpanCursor at(int row) {
    this.row = row;
    return this;
  }

  /** The row the cursor stands on. */
  public int row() {
    return row;
  }

  /** The span's trace id. */
  public TraceId traceId() {
    return batch.traceId(row);
  }

  /** The span's id. */
  public long spanId() {
    return batch.spanId(row);
  }

  /** The parent's id, or zero. */
  public long parentSpanId() {
    return batch.parentSpanId(row);
  }

  /** The span's operation name. */
  public String name() {
    return batch.strings().string(batch.nameRef(row));
  }

  /** The {@code service.name} of the span's resource; empty if it has none. */
  public String serviceName() {
    int reference = batch.serviceNameRef(batch.resourceIndex(row));
    return reference < 0 ? "" : batch.strings().string(reference);
  }

  /** When the span began, in epoch nanoseconds. */
  public long startNanos() {
    return batch.startNanos(row);
  }

  /** How long the span took; never negative. */
  public long durationNanos() {
    return batch.durationNanos(row);
  }

  /** The span as an object. */
  public Span toSpan() {
    int scope = batch.scopeIndex(row);
    int resource = batch.scopeResourceIndex(scope);
    return new Span(
        new Span.Resource(
            attributes(
                AttributeScope.RESOURCE, resource, batch.resourceDroppedAttributesCount(resource)),
            text(batch.resourceSchemaUrlRef(resource)),
            new AttributeValue.BytesValue(
                batch.strings().copy(batch.resourceEntityRefsRef(resource)))),
        new Span.Scope(
            text(batch.scopeNameRef(scope)),
            text(batch.scopeVersionRef(scope)),
            attributes(AttributeScope.SCOPE, scope, batch.scopeDroppedAttributesCount(scope)),
            text(batch.scopeSchemaUrlRef(scope))),
        batch.traceId(row),
        batch.spanId(row),
        batch.parentSpanId(row),
        name(),
        batch.kind(row),
        batch.startNanos(row),
        batch.endNanos(row),
        new Span.Status(batch.status(row), text(batch.statusMessageRef(row))),
        text(batch.traceStateRef(row)),
        batch.flags(row),
        attributes(AttributeScope.SPAN, row, batch.droppedAttributesCount(row)),
        events(),
        batch.droppedEventsCount(row),
        links(),
        batch.droppedLinksCount(row),
        attributes(AttributeScope.DERIVED, row, 0));
  }

  private List<Span.Event> events() {
    List<Span.Event> events = new ArrayList<>();
    for (int event = batch.eventBegin(row); event < batch.eventEnd(row); event++) {
      events.add(
          new Span.Event(
              batch.eventTimeNanos(event),
              text(batch.eventNameRef(event)),
              attributes(AttributeScope.EVENT, event, batch.eventDroppedAttributesCount(event))));
    }
    return events;
  }

  private List<Span.Link> links() {
    List<Span.Link> links = new ArrayList<>();
    for (int link = batch.linkBegin(row); link < batch.linkEnd(row); link++) {
      links.add(
          new Span.Link(
              new TraceId(batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link)),
              batch.linkSpanId(link),
              text(batch.linkTraceStateRef(link)),
              batch.linkFlags(link),
              attributes(AttributeScope.LINK, link, batch.linkDroppedAttributesCount(link))));
    }
    return links;
  }

  private Span.Attributes attributes(AttributeScope scope, int owner, int droppedCount) {
    return new Span.Attributes(
        batch.attributes(scope).entries(owner, batch.strings()), droppedCount);
  }

  private String text(int reference) {
    return batch.strings().string(reference);
  }
}
