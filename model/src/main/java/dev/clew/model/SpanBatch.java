// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/**
 * A batch of spans in columns: what every receiver produces, every processor passes on and every
 * store consumes. It holds everything that OTLP can say about a span.
 *
 * <p>Shape: five tables (resources, instrumentation scopes, spans, events, links) share one {@link
 * BytesTable}. A span row points to its scope, a scope to its resource; a span owns the events
 * {@code eventBegin(row) .. eventEnd(row) - 1} and likewise its links. Each table has an {@link
 * AttributeTable} whose owners are its rows; spans have a second one for {@link
 * AttributeScope#DERIVED}, which a {@link DerivedColumns} fills. Methods that end in {@code Ref}
 * return references into {@link #strings()}.
 *
 * <p>Two lives: {@link SpanBatchBuilder#build()} returns an immutable batch; {@link
 * SpanBatchBuilder#view()} returns one that shares the builder's arrays and dies with the builder's
 * next {@link SpanBatchBuilder#clear()}. Code that keeps a batch beyond the call it was handed in
 * copies what it needs.
 *
 * <p>Threads: safe for any number of readers while nothing changes it. Cost: every accessor is one
 * array read.
 */
public final class SpanBatch {

  final BytesTable strings;
  final AttributeTable[] attributes;
  final SpanColumns spans;
  final ResourceColumns resources;
  final ScopeColumns scopes;
  final EventColumns events;
  final LinkColumns links;
  private final boolean built;

  SpanBatch(long hashSeed) {
    this(
        new BytesTable(hashSeed),
        newAttributeTables(),
        new SpanColumns(),
        new ResourceColumns(),
        new ScopeColumns(),
        new EventColumns(),
        new LinkColumns(),
        false);
  }

  private SpanBatch(
      BytesTable strings,
      AttributeTable[] attributes,
      SpanColumns spans,
      ResourceColumns resources,
      ScopeColumns scopes,
      EventColumns events,
      LinkColumns links,
      boolean built) {
    this.strings = strings;
    this.attributes = attributes;
    this.spans = spans;
    this.resources = resources;
    this.scopes = scopes;
    this.events = events;
    this.links = links;
    this.built = built;
  }

  /** The distinct strings and byte values of the batch. */
  public BytesTable strings() {
    return strings;
  }

  /** The attributes of one scope. */
  public AttributeTable attributes(AttributeScope scope) {
    return attributes[scope.ordinal()];
  }

  /** How many spans there are; rows are {@code 0 .. spanCount() - 1}, in the sender's order. */
  public int spanCount() {
    return spans.count;
  }

  /** How many resources there are; equal ones may come more than once. */
  public int resourceCount() {
    return resources.count;
  }

  /** How many instrumentation scopes there are; equal ones may come more than once. */
  public int scopeCount() {
    return scopes.count;
  }

  /** How many events all spans have together. */
  public int eventCount() {
    return events.count;
  }

  /** How many links all spans have together. */
  public int linkCount() {
    return links.count;
  }

  // Spans

  /** The first eight bytes of a span's trace id. */
  public long traceIdHigh(int row) {
    return spans.traceIdHigh[row];
  }

  /** The last eight bytes of a span's trace id. */
  public long traceIdLow(int row) {
    return spans.traceIdLow[row];
  }

  /** A span's trace id as an object. */
  public TraceId traceId(int row) {
    return new TraceId(spans.traceIdHigh[row], spans.traceIdLow[row]);
  }

  /** A span's own id. */
  public long spanId(int row) {
    return spans.spanId[row];
  }

  /** The id of a span's parent, or zero for a root. */
  public long parentSpanId(int row) {
    return spans.parentSpanId[row];
  }

  /** When a span began, in epoch nanoseconds. */
  public long startNanos(int row) {
    return spans.startNanos[row];
  }

  /** When a span ended, in epoch nanoseconds; a sender may say it ended before it began. */
  public long endNanos(int row) {
    return spans.endNanos[row];
  }

  /** How long a span took; never negative, see {@link #endNanos}. */
  public long durationNanos(int row) {
    return Math.max(0, spans.endNanos[row] - spans.startNanos[row]);
  }

  /** A span's operation name. */
  public int nameRef(int row) {
    return spans.nameRef[row];
  }

  /** A span's kind. */
  public SpanKind kind(int row) {
    return SpanKind.ofNumber(spans.kind[row]);
  }

  /** A span's status code. */
  public StatusCode status(int row) {
    return StatusCode.ofNumber(spans.status[row]);
  }

  /** The message that goes with a span's status; empty if there is none. */
  public int statusMessageRef(int row) {
    return spans.statusMessageRef[row];
  }

  /** A span's W3C trace state; empty if there is none. */
  public int traceStateRef(int row) {
    return spans.traceStateRef[row];
  }

  /** A span's flags: W3C trace flags in the low eight bits, OTLP's is-remote bits above. */
  public int flags(int row) {
    return spans.flags[row];
  }

  /** How many attributes the sender dropped from a span. */
  public int droppedAttributesCount(int row) {
    return spans.droppedAttributes[row];
  }

  /** How many events the sender dropped from a span. */
  public int droppedEventsCount(int row) {
    return spans.droppedEvents[row];
  }

  /** How many links the sender dropped from a span. */
  public int droppedLinksCount(int row) {
    return spans.droppedLinks[row];
  }

  /** The instrumentation scope of a span. */
  public int scopeIndex(int row) {
    return spans.scopeIndex[row];
  }

  /** The resource of a span. */
  public int resourceIndex(int row) {
    return scopes.resourceIndex[spans.scopeIndex[row]];
  }

  /** The first event of a span. */
  public int eventBegin(int row) {
    return row == 0 ? 0 : spans.eventEnd[row - 1];
  }

  /** One past the last event of a span. */
  public int eventEnd(int row) {
    return spans.eventEnd[row];
  }

  /** The first link of a span. */
  public int linkBegin(int row) {
    return row == 0 ? 0 : spans.linkEnd[row - 1];
  }

  /** One past the last link of a span. */
  public int linkEnd(int row) {
    return spans.linkEnd[row];
  }

  // Resources and scopes

  /** How many attributes the sender dropped from a resource. */
  public int resourceDroppedAttributesCount(int resource) {
    return resources.droppedAttributes[resource];
  }

  /** The schema URL of a resource. */
  public int resourceSchemaUrlRef(int resource) {
    return resources.schemaUrlRef[resource];
  }

  /**
   * OTLP's entity references of a resource, as protobuf bytes: the {@code entity_refs} fields of
   * {@code Resource} one after the other, each with its tag and length; empty if there are none.
   */
  public int resourceEntityRefsRef(int resource) {
    return resources.entityRefsRef[resource];
  }

  /**
   * The value of {@code service.name} if the resource has it as a string, else -1.
   *
   * <p>Cost: linear in the resource's attributes; callers that loop over spans keep the answer per
   * resource.
   */
  public int serviceNameRef(int resource) {
    int key = strings.find("service.name");
    AttributeTable table = attributes(AttributeScope.RESOURCE);
    int entry = key < 0 ? -1 : table.find(resource, key);
    return entry >= 0 && table.type(entry) == ValueType.STRING ? table.valueRef(entry) : -1;
  }

  /** The resource of an instrumentation scope. */
  public int scopeResourceIndex(int scope) {
    return scopes.resourceIndex[scope];
  }

  /** The name of an instrumentation scope. */
  public int scopeNameRef(int scope) {
    return scopes.nameRef[scope];
  }

  /** The version of an instrumentation scope. */
  public int scopeVersionRef(int scope) {
    return scopes.versionRef[scope];
  }

  /** The schema URL of an instrumentation scope. */
  public int scopeSchemaUrlRef(int scope) {
    return scopes.schemaUrlRef[scope];
  }

  /** How many attributes the sender dropped from an instrumentation scope. */
  public int scopeDroppedAttributesCount(int scope) {
    return scopes.droppedAttributes[scope];
  }

  // Events and links

  /** When an event happened, in epoch nanoseconds. */
  public long eventTimeNanos(int event) {
    return events.timeNanos[event];
  }

  /** The name of an event. */
  public int eventNameRef(int event) {
    return events.nameRef[event];
  }

  /** How many attributes the sender dropped from an event. */
  public int eventDroppedAttributesCount(int event) {
    return events.droppedAttributes[event];
  }

  /** The first eight bytes of the trace id that a link points to. */
  public long linkTraceIdHigh(int link) {
    return links.traceIdHigh[link];
  }

  /** The last eight bytes of the trace id that a link points to. */
  public long linkTraceIdLow(int link) {
    return links.traceIdLow[link];
  }

  /** The span id that a link points to. */
  public long linkSpanId(int link) {
    return links.spanId[link];
  }

  /** The trace state of a link. */
  public int linkTraceStateRef(int link) {
    return links.traceStateRef[link];
  }

  /** The flags of a link, as of a span. */
  public int linkFlags(int link) {
    return links.flags[link];
  }

  /** How many attributes the sender dropped from a link. */
  public int linkDroppedAttributesCount(int link) {
    return links.droppedAttributes[link];
  }

  /** Bytes of all arrays. */
  long capacityBytes() {
    long bytes = strings.capacityBytes();
    for (AttributeTable table : attributes) {
      bytes += table.capacityBytes();
    }
    return bytes
        + (long) SpanColumns.ROW_BYTES * spans.kind.length
        + (long) EventColumns.ROW_BYTES * events.nameRef.length
        + (long) LinkColumns.ROW_BYTES * links.flags.length;
  }

  /** Bytes of the arrays that hold something. */
  long usedBytes() {
    long bytes = strings.usedBytes();
    for (AttributeTable table : attributes) {
      bytes += table.usedBytes();
    }
    return bytes
        + (long) SpanColumns.ROW_BYTES * spans.count
        + (long) EventColumns.ROW_BYTES * events.count
        + (long) LinkColumns.ROW_BYTES * links.count;
  }

  void clear() {
    strings.clear();
    for (AttributeTable table : attributes) {
      table.truncate(0);
    }
    spans.truncate(0);
    resources.count = 0;
    scopes.count = 0;
    events.count = 0;
    links.count = 0;
  }

  SpanBatch trimmedCopy() {
    AttributeTable[] tables = new AttributeTable[attributes.length];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = attributes[i].trimmedCopy();
    }
    return new SpanBatch(
        strings.trimmedCopy(),
        tables,
        spans.trimmedCopy(),
        resources.trimmedCopy(),
        scopes.trimmedCopy(),
        events.trimmedCopy(),
        links.trimmedCopy(),
        true);
  }

  /** Whether this batch never changes, because it is no builder's. */
  boolean isBuilt() {
    return built;
  }

  /**
   * A batch that shares all but its strings and derived attributes, which are copies that may grow.
   */
  SpanBatch derivable() {
    AttributeTable[] tables = attributes.clone();
    tables[AttributeScope.DERIVED.ordinal()] = new AttributeTable();
    return new SpanBatch(
        strings.trimmedCopy(), tables, spans, resources, scopes, events, links, false);
  }

  private static AttributeTable[] newAttributeTables() {
    AttributeTable[] tables = new AttributeTable[AttributeScope.values().length];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new AttributeTable();
    }
    return tables;
  }
}
