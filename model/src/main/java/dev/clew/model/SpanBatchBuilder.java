// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.nio.charset.StandardCharsets;

/**
 * Fills a {@link SpanBatch} row by row. It is made to be used again: after {@link #clear()} it
 * keeps its arrays, so that a receiver that decodes one request after another allocates next to
 * nothing.
 *
 * <p>Order of calls: {@code beginResource … endResource} around {@code beginScope … endScope}
 * around {@code beginSpan … endSpan} around {@code beginEvent … endEvent} and {@code beginLink …
 * endLink}. Between a begin and its end the setters of that row and {@link #attribute} for its
 * scope may come in any order; what is not set is zero or empty.
 *
 * <p>Threads: one at a time.
 */
public final class SpanBatchBuilder {

  /** Arrays up to this size are kept in any case. */
  private static final long KEPT_BYTES = 8 << 20;

  /** How many batches in a row must leave most of larger arrays unused before they are let go. */
  private static final int SPARSE_BATCHES_MAX = 64;

  private final long hashSeed;
  private SpanBatch batch;
  private BytesTable strings;
  private SpanColumns spans;
  private int sparseBatches;
  private int resource = -1;
  private int scope = -1;
  private int span = -1;
  private int event = -1;
  private int link = -1;
  private int resourceScopeBegin; // the first scope of the open resource
  private int resourceSpanBegin; // the first span of the open resource
  private int scopeSpanBegin; // the first span of the open scope

  /** An empty builder for input that is trusted. */
  public SpanBatchBuilder() {
    this(0);
  }

  /**
   * An empty builder for input from strangers. The seed changes nothing but which strings meet in
   * the same place of a hash table: a random one keeps a sender from choosing them so that all do.
   */
  public SpanBatchBuilder(long hashSeed) {
    this.hashSeed = hashSeed;
    this.batch = new SpanBatch(hashSeed);
    this.strings = batch.strings;
    this.spans = batch.spans;
  }

  /** How many spans have been begun since the last {@link #clear()}. */
  public int spanCount() {
    return spans.count;
  }

  /** How many resources have been begun since the last {@link #clear()}. */
  public int resourceCount() {
    return batch.resources.count;
  }

  /** How many instrumentation scopes have been begun since the last {@link #clear()}. */
  public int scopeCount() {
    return batch.scopes.count;
  }

  /** The reference of a text, added if it is new. */
  public int intern(String text) {
    return strings.intern(text);
  }

  /** The reference of a byte string, added if it is new. */
  public int intern(byte[] source, int offset, int length) {
    return strings.intern(source, offset, length);
  }

  /**
   * The reference of a byte string, added if it is new. If it is {@code guess}, a reference of this
   * or an earlier batch or any other number, that is found out without hashing.
   */
  public int intern(byte[] source, int offset, int length, int guess) {
    return strings.intern(source, offset, length, guess);
  }

  /**
   * Adds an attribute to the row of {@code scope} that is open. Types and bits are those of {@link
   * ValueType}.
   */
  public void attribute(AttributeScope scope, int keyRef, ValueType type, long bits) {
    batch.attributes[scope.ordinal()].add(keyRef, type, bits);
  }

  /** Adds an attribute given as objects. */
  public void attribute(AttributeScope scope, String key, AttributeValue value) {
    int keyRef = strings.intern(key);
    switch (value) {
      case AttributeValue.EmptyValue() -> attribute(scope, keyRef, ValueType.EMPTY, 0);
      case AttributeValue.StringValue(String text) ->
          reference(scope, keyRef, ValueType.STRING, text.getBytes(StandardCharsets.UTF_8));
      case AttributeValue.BoolValue(boolean truth) ->
          attribute(scope, keyRef, ValueType.BOOL, truth ? 1 : 0);
      case AttributeValue.IntValue(long number) -> attribute(scope, keyRef, ValueType.INT, number);
      case AttributeValue.DoubleValue(double number) ->
          attribute(scope, keyRef, ValueType.DOUBLE, Double.doubleToRawLongBits(number));
      case AttributeValue.BytesValue(byte[] bytes) ->
          reference(scope, keyRef, ValueType.BYTES, bytes);
      case AttributeValue.ArrayValue array ->
          reference(scope, keyRef, ValueType.ARRAY, NestedValues.encode(array));
      case AttributeValue.KvListValue list ->
          reference(scope, keyRef, ValueType.KVLIST, NestedValues.encode(list));
    }
  }

  private void reference(AttributeScope scope, int keyRef, ValueType type, byte[] bytes) {
    attribute(scope, keyRef, type, strings.intern(bytes, 0, bytes.length));
  }

  // Resource

  /** Begins a resource and returns its index. */
  public int beginResource() {
    resource = batch.resources.add();
    resourceScopeBegin = batch.scopes.count;
    resourceSpanBegin = spans.count;
    return resource;
  }

  /** Sets the schema URL of the open resource. */
  public void resourceSchemaUrlRef(int reference) {
    batch.resources.schemaUrlRef[resource] = reference;
  }

  /** Sets {@link SpanBatch#resourceEntityRefsRef} of the open resource. */
  public void resourceEntityRefsRef(int reference) {
    batch.resources.entityRefsRef[resource] = reference;
  }

  /** Sets the dropped-attributes count of the open resource. */
  public void resourceDroppedAttributesCount(int count) {
    batch.resources.droppedAttributes[resource] = count;
  }

  /** Ends the open resource. */
  public void endResource() {
    endOwner(AttributeScope.RESOURCE);
    resource = -1;
  }

  /** Forgets the open resource and whatever was begun since; strings stay. */
  public void discardResource() {
    rewind(resource, resourceScopeBegin, resourceSpanBegin);
  }

  // Scope

  /** Begins an instrumentation scope of the open resource and returns its index. */
  public int beginScope() {
    return beginScope(resource);
  }

  /** Begins an instrumentation scope of a resource that has ended; for code that regroups spans. */
  public int beginScope(int resourceIndex) {
    scope = batch.scopes.add();
    batch.scopes.resourceIndex[scope] = resourceIndex;
    scopeSpanBegin = spans.count;
    return scope;
  }

  /** Sets the name of the open scope. */
  public void scopeNameRef(int reference) {
    batch.scopes.nameRef[scope] = reference;
  }

  /** Sets the version of the open scope. */
  public void scopeVersionRef(int reference) {
    batch.scopes.versionRef[scope] = reference;
  }

  /** Sets the schema URL of the open scope. */
  public void scopeSchemaUrlRef(int reference) {
    batch.scopes.schemaUrlRef[scope] = reference;
  }

  /** Sets the dropped-attributes count of the open scope. */
  public void scopeDroppedAttributesCount(int count) {
    batch.scopes.droppedAttributes[scope] = count;
  }

  /** Ends the open scope. */
  public void endScope() {
    endOwner(AttributeScope.SCOPE);
    scope = -1;
  }

  /** Forgets the open scope with its spans; strings stay. */
  public void discardScope() {
    truncateSpans(scopeSpanBegin);
    truncateScopes(scope);
  }

  // Span

  /** Begins a span of the open scope and returns its row. */
  public int beginSpan() {
    return beginSpan(scope);
  }

  /** Begins a span of a scope that has ended; for code that regroups spans. */
  public int beginSpan(int scopeIndex) {
    span = spans.add();
    spans.scopeIndex[span] = scopeIndex;
    return span;
  }

  /** Moves the open span to another scope; for formats that name it behind the span. */
  public void spanScope(int scopeIndex) {
    spans.scopeIndex[span] = scopeIndex;
  }

  /** Sets the trace id of the open span. */
  public void traceId(long high, long low) {
    spans.traceIdHigh[span] = high;
    spans.traceIdLow[span] = low;
  }

  /** Sets the id of the open span. */
  public void spanId(long id) {
    spans.spanId[span] = id;
  }

  /** Sets the parent id of the open span. */
  public void parentSpanId(long id) {
    spans.parentSpanId[span] = id;
  }

  /** Sets the start of the open span, in epoch nanoseconds. */
  public void startNanos(long nanos) {
    spans.startNanos[span] = nanos;
  }

  /** Sets the end of the open span, in epoch nanoseconds. */
  public void endNanos(long nanos) {
    spans.endNanos[span] = nanos;
  }

  /** Sets the name of the open span. */
  public void nameRef(int reference) {
    spans.nameRef[span] = reference;
  }

  /** Sets the kind of the open span by its OTLP number. */
  public void kindNumber(int number) {
    spans.kind[span] = (byte) SpanKind.ofNumber(number).ordinal();
  }

  /** Sets the status of the open span by its OTLP number. */
  public void statusNumber(int number) {
    spans.status[span] = (byte) StatusCode.ofNumber(number).ordinal();
  }

  /** Sets the status message of the open span. */
  public void statusMessageRef(int reference) {
    spans.statusMessageRef[span] = reference;
  }

  /** Sets the trace state of the open span. */
  public void traceStateRef(int reference) {
    spans.traceStateRef[span] = reference;
  }

  /** Sets the flags of the open span. */
  public void flags(int flags) {
    spans.flags[span] = flags;
  }

  /** Sets the dropped-attributes count of the open span. */
  public void droppedAttributesCount(int count) {
    spans.droppedAttributes[span] = count;
  }

  /** Sets the dropped-events count of the open span. */
  public void droppedEventsCount(int count) {
    spans.droppedEvents[span] = count;
  }

  /** Sets the dropped-links count of the open span. */
  public void droppedLinksCount(int count) {
    spans.droppedLinks[span] = count;
  }

  /** Ends the open span. */
  public void endSpan() {
    spans.eventEnd[span] = batch.events.count;
    spans.linkEnd[span] = batch.links.count;
    endOwner(AttributeScope.SPAN);
    endOwner(AttributeScope.DERIVED);
    span = -1;
  }

  /** Forgets the open span with its attributes, events and links; its strings stay. */
  public void discardSpan() {
    truncateSpans(span);
  }

  // Event

  /** Begins an event of the open span. */
  public void beginEvent() {
    event = batch.events.add();
  }

  /** Sets the time of the open event, in epoch nanoseconds. */
  public void eventTimeNanos(long nanos) {
    batch.events.timeNanos[event] = nanos;
  }

  /** Sets the name of the open event. */
  public void eventNameRef(int reference) {
    batch.events.nameRef[event] = reference;
  }

  /** Sets the dropped-attributes count of the open event. */
  public void eventDroppedAttributesCount(int count) {
    batch.events.droppedAttributes[event] = count;
  }

  /** Ends the open event. */
  public void endEvent() {
    endOwner(AttributeScope.EVENT);
    event = -1;
  }

  // Link

  /** Begins a link of the open span. */
  public void beginLink() {
    link = batch.links.add();
  }

  /** Sets the trace id that the open link points to. */
  public void linkTraceId(long high, long low) {
    batch.links.traceIdHigh[link] = high;
    batch.links.traceIdLow[link] = low;
  }

  /** Sets the span id that the open link points to. */
  public void linkSpanId(long id) {
    batch.links.spanId[link] = id;
  }

  /** Sets the trace state of the open link. */
  public void linkTraceStateRef(int reference) {
    batch.links.traceStateRef[link] = reference;
  }

  /** Sets the flags of the open link. */
  public void linkFlags(int flags) {
    batch.links.flags[link] = flags;
  }

  /** Sets the dropped-attributes count of the open link. */
  public void linkDroppedAttributesCount(int count) {
    batch.links.droppedAttributes[link] = count;
  }

  /** Ends the open link. */
  public void endLink() {
    endOwner(AttributeScope.LINK);
    link = -1;
  }

  // Result

  /**
   * Forgets open rows and all rows from these counts on; strings stay. With the counts of a moment
   * when no row was open it undoes everything since.
   */
  public void rewind(int resourceCount, int scopeCount, int spanCount) {
    truncateSpans(spanCount);
    truncateScopes(scopeCount);
    batch.resources.count = resourceCount;
    batch.attributes(AttributeScope.RESOURCE).truncate(resourceCount);
    resource = -1;
  }

  /**
   * The batch so far, sharing this builder's arrays: valid until {@link #clear()} or the next
   * begin. Costs nothing.
   *
   * @throws IllegalStateException if a row is still open
   */
  public SpanBatch view() {
    if ((resource & scope & span & event & link) != -1) {
      throw new IllegalStateException(
          "open row: resource "
              + resource
              + ", scope "
              + scope
              + ", span "
              + span
              + ", event "
              + event
              + ", link "
              + link
              + " (expected: all ended)");
    }
    return batch;
  }

  /**
   * An immutable copy of the batch so far, as small as its content.
   *
   * @throws IllegalStateException if a row is still open
   */
  public SpanBatch build() {
    return view().trimmedCopy();
  }

  /**
   * Empties the builder, open rows included; batches from {@link #view()} are dead from here on.
   * Arrays are kept, unless one odd batch has made them large and many since did not need them.
   */
  public void clear() {
    if (isSparse() && ++sparseBatches == SPARSE_BATCHES_MAX) {
      batch = new SpanBatch(hashSeed);
      strings = batch.strings;
      spans = batch.spans;
      sparseBatches = 0;
    }
    batch.clear();
    resource = -1;
    scope = -1;
    span = -1;
    event = -1;
    link = -1;
  }

  /** Bytes of the arrays, for tests. */
  long capacityBytes() {
    return batch.capacityBytes();
  }

  private boolean isSparse() {
    long capacityBytes = batch.capacityBytes();
    boolean sparse = capacityBytes > KEPT_BYTES && batch.usedBytes() < capacityBytes / 8;
    sparseBatches = sparse ? sparseBatches : 0;
    return sparse;
  }

  private void truncateScopes(int count) {
    batch.scopes.count = count;
    batch.attributes(AttributeScope.SCOPE).truncate(count);
    scope = -1;
  }

  private void truncateSpans(int count) {
    spans.truncate(count);
    batch.events.count = count == 0 ? 0 : spans.eventEnd[count - 1];
    batch.links.count = count == 0 ? 0 : spans.linkEnd[count - 1];
    batch.attributes(AttributeScope.SPAN).truncate(count);
    batch.attributes(AttributeScope.DERIVED).truncate(count);
    batch.attributes(AttributeScope.EVENT).truncate(batch.events.count);
    batch.attributes(AttributeScope.LINK).truncate(batch.links.count);
    span = -1;
    event = -1;
    link = -1;
  }

  private void endOwner(AttributeScope scope) {
    batch.attributes[scope.ordinal()].endOwner();
  }
}
