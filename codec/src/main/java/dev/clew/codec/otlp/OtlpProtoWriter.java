// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.protobuf.ProtoOutput;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.BytesTable;
import dev.clew.model.NestedValues;
import dev.clew.model.SpanBatch;
import dev.clew.model.StatusCode;
import dev.clew.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans as OTLP protobuf: {@code TracesData}, which is also an {@code
 * ExportTraceServiceRequest}. Spans are grouped as {@link SpanRows} says. The output is always
 * valid proto3: malformed UTF-8 that a sender slipped in leaves as U+FFFD.
 *
 * <p>Threads: one at a time; a writer keeps its buffer, so use it again. Cost: one pass, and one
 * copy into the array that is returned.
 */
public final class OtlpProtoWriter {

  private final ProtoOutput out = new ProtoOutput();
  private final @Nullable String omittedResourceKey;

  /** A writer with a buffer of its own, of what was sent. */
  public OtlpProtoWriter() {
    this(null);
  }

  private OtlpProtoWriter(@Nullable String omittedResourceKey) {
    this.omittedResourceKey = omittedResourceKey;
  }

  /** A writer that leaves out the attribute of resources with this key. */
  public static OtlpProtoWriter withoutResourceKey(String key) {
    return new OtlpProtoWriter(key);
  }

  /**
   * All spans of a batch.
   *
   * @throws IllegalArgumentException if the result would not fit an array
   */
  public byte[] write(SpanBatch batch) {
    return write(SpanRows.all(batch));
  }

  /**
   * Some spans of a batch.
   *
   * @throws IllegalArgumentException if the result would not fit an array
   */
  public byte[] write(SpanRows rows) {
    out.clear();
    int end = rows.size();
    while (end > 0) {
      int begin = rows.resourceBegin(end - 1);
      resourceSpans(rows, begin, end);
      end = begin;
    }
    return out.toByteArray();
  }

  private void resourceSpans(SpanRows rows, int begin, int end) {
    int size = out.size();
    SpanBatch batch = rows.batch();
    int resource = rows.resource(begin);
    textIfAny(
        OtlpTags.RESOURCE_SPANS_SCHEMA_URL, batch.strings(), batch.resourceSchemaUrlRef(resource));
    int scopeEnd = end;
    while (scopeEnd > begin) {
      int scopeBegin = rows.scopeBegin(scopeEnd - 1);
      scopeSpans(rows, scopeBegin, scopeEnd);
      scopeEnd = scopeBegin;
    }
    resource(batch, resource);
    out.message(OtlpTags.REQUEST_RESOURCE_SPANS, size);
  }

  private void resource(SpanBatch batch, int resource) {
    int size = out.size();
    entityRefs(batch.strings(), batch.resourceEntityRefsRef(resource));
    out.uint32IfAny(
        OtlpTags.RESOURCE_DROPPED_ATTRIBUTES, batch.resourceDroppedAttributesCount(resource));
    int omittedKeyRef = omittedResourceKey == null ? -1 : batch.strings().find(omittedResourceKey);
    AttributeTable table = batch.attributes(AttributeScope.RESOURCE);
    for (int entry = table.end(resource) - 1; entry >= table.begin(resource); entry--) {
      if (table.keyRef(entry) != omittedKeyRef) {
        attribute(OtlpTags.RESOURCE_ATTRIBUTES, batch.strings(), table, entry);
      }
    }
    out.message(OtlpTags.RESOURCE_SPANS_RESOURCE, size);
  }

  private void scopeSpans(SpanRows rows, int begin, int end) {
    int size = out.size();
    SpanBatch batch = rows.batch();
    int scope = rows.scope(begin);
    textIfAny(OtlpTags.SCOPE_SPANS_SCHEMA_URL, batch.strings(), batch.scopeSchemaUrlRef(scope));
    for (int i = end - 1; i >= begin; i--) {
      span(batch, rows.row(i));
    }
    scope(batch, scope);
    out.message(OtlpTags.RESOURCE_SPANS_SCOPE_SPANS, size);
  }

  private void scope(SpanBatch batch, int scope) {
    int size = out.size();
    out.uint32IfAny(OtlpTags.SCOPE_DROPPED_ATTRIBUTES, batch.scopeDroppedAttributesCount(scope));
    attributes(OtlpTags.SCOPE_ATTRIBUTES, batch, AttributeScope.SCOPE, scope);
    textIfAny(OtlpTags.SCOPE_VERSION, batch.strings(), batch.scopeVersionRef(scope));
    textIfAny(OtlpTags.SCOPE_NAME, batch.strings(), batch.scopeNameRef(scope));
    out.message(OtlpTags.SCOPE_SPANS_SCOPE, size);
  }

  private void span(SpanBatch batch, int row) {
    int size = out.size();
    BytesTable strings = batch.strings();
    if (batch.flags(row) != 0) {
      out.fixed32(OtlpTags.SPAN_FLAGS, batch.flags(row));
    }
    status(batch, row);
    out.uint32IfAny(OtlpTags.SPAN_DROPPED_LINKS, batch.droppedLinksCount(row));
    for (int link = batch.linkEnd(row) - 1; link >= batch.linkBegin(row); link--) {
      link(batch, link);
    }
    out.uint32IfAny(OtlpTags.SPAN_DROPPED_EVENTS, batch.droppedEventsCount(row));
    for (int event = batch.eventEnd(row) - 1; event >= batch.eventBegin(row); event--) {
      event(batch, event);
    }
    out.uint32IfAny(OtlpTags.SPAN_DROPPED_ATTRIBUTES, batch.droppedAttributesCount(row));
    attributes(OtlpTags.SPAN_ATTRIBUTES, batch, AttributeScope.SPAN, row);
    out.fixed64(OtlpTags.SPAN_END_TIME, batch.endNanos(row));
    out.fixed64(OtlpTags.SPAN_START_TIME, batch.startNanos(row));
    out.uint32IfAny(OtlpTags.SPAN_KIND, batch.kind(row).ordinal());
    textIfAny(OtlpTags.SPAN_NAME, strings, batch.nameRef(row));
    if (batch.parentSpanId(row) != 0) {
      out.id(OtlpTags.SPAN_PARENT_SPAN_ID, batch.parentSpanId(row));
    }
    textIfAny(OtlpTags.SPAN_TRACE_STATE, strings, batch.traceStateRef(row));
    out.id(OtlpTags.SPAN_SPAN_ID, batch.spanId(row));
    out.id(OtlpTags.SPAN_TRACE_ID, batch.traceIdHigh(row), batch.traceIdLow(row));
    out.message(OtlpTags.SCOPE_SPANS_SPANS, size);
  }

  private void status(SpanBatch batch, int row) {
    if (batch.status(row) != StatusCode.UNSET || batch.statusMessageRef(row) != BytesTable.EMPTY) {
      int size = out.size();
      out.uint32IfAny(OtlpTags.STATUS_CODE, batch.status(row).ordinal());
      textIfAny(OtlpTags.STATUS_MESSAGE, batch.strings(), batch.statusMessageRef(row));
      out.message(OtlpTags.SPAN_STATUS, size);
    }
  }

  private void event(SpanBatch batch, int event) {
    int size = out.size();
    out.uint32IfAny(OtlpTags.EVENT_DROPPED_ATTRIBUTES, batch.eventDroppedAttributesCount(event));
    attributes(OtlpTags.EVENT_ATTRIBUTES, batch, AttributeScope.EVENT, event);
    textIfAny(OtlpTags.EVENT_NAME, batch.strings(), batch.eventNameRef(event));
    out.fixed64(OtlpTags.EVENT_TIME, batch.eventTimeNanos(event));
    out.message(OtlpTags.SPAN_EVENTS, size);
  }

  private void link(SpanBatch batch, int link) {
    int size = out.size();
    if (batch.linkFlags(link) != 0) {
      out.fixed32(OtlpTags.LINK_FLAGS, batch.linkFlags(link));
    }
    out.uint32IfAny(OtlpTags.LINK_DROPPED_ATTRIBUTES, batch.linkDroppedAttributesCount(link));
    attributes(OtlpTags.LINK_ATTRIBUTES, batch, AttributeScope.LINK, link);
    textIfAny(OtlpTags.LINK_TRACE_STATE, batch.strings(), batch.linkTraceStateRef(link));
    out.id(OtlpTags.LINK_SPAN_ID, batch.linkSpanId(link));
    out.id(OtlpTags.LINK_TRACE_ID, batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link));
    out.message(OtlpTags.SPAN_LINKS, size);
  }

  private void attributes(int tag, SpanBatch batch, AttributeScope scope, int owner) {
    AttributeTable table = batch.attributes(scope);
    for (int entry = table.end(owner) - 1; entry >= table.begin(owner); entry--) {
      attribute(tag, batch.strings(), table, entry);
    }
  }

  private void attribute(int tag, BytesTable strings, AttributeTable table, int entry) {
    int size = out.size();
    value(strings, table.type(entry), table.bits(entry));
    out.message(OtlpTags.KEY_VALUE_VALUE, size);
    text(OtlpTags.KEY_VALUE_KEY, strings, table.keyRef(entry));
    out.message(tag, size);
  }

  private void value(BytesTable strings, ValueType type, long bits) {
    switch (type) {
      case EMPTY -> {}
      case STRING -> text(OtlpTags.VALUE_STRING, strings, (int) bits);
      case BOOL -> out.varint(OtlpTags.VALUE_BOOL, bits);
      case INT -> out.varint(OtlpTags.VALUE_INT, bits);
      case DOUBLE -> out.fixed64(OtlpTags.VALUE_DOUBLE, bits);
      case BYTES -> bytes(OtlpTags.VALUE_BYTES, strings, (int) bits);
      case ARRAY -> list(OtlpTags.VALUE_ARRAY, strings, (int) bits);
      case KVLIST -> list(OtlpTags.VALUE_KVLIST, strings, (int) bits);
    }
  }

  private void bytes(int tag, BytesTable strings, int reference) {
    out.bytes(tag, strings.slab(), strings.offset(reference), strings.length(reference));
  }

  private void textIfAny(int tag, BytesTable strings, int reference) {
    if (reference != BytesTable.EMPTY) {
      text(tag, strings, reference);
    }
  }

  private void text(int tag, BytesTable strings, int reference) {
    if (isAscii(strings, reference)) {
      bytes(tag, strings, reference);
    } else {
      out.text(tag, strings.string(reference)); // the detour by String mends malformed UTF-8
    }
  }

  private void list(int tag, BytesTable strings, int reference) {
    if (isAscii(strings, reference)) {
      bytes(tag, strings, reference);
    } else {
      byte[] encoded = strings.copy(reference);
      byte[] mended =
          tag == OtlpTags.VALUE_ARRAY
              ? NestedValues.encode(NestedValues.decodeArray(encoded))
              : NestedValues.encode(NestedValues.decodeKvList(encoded));
      out.bytes(tag, mended, 0, mended.length);
    }
  }

  private void entityRefs(BytesTable strings, int reference) {
    byte[] slab = strings.slab();
    int offset = strings.offset(reference);
    int length = strings.length(reference);
    if (isAscii(strings, reference)) {
      out.rawBytes(slab, offset, length);
    } else {
      byte[] mended = EntityRef.encode(EntityRef.decode(slab, offset, length));
      out.rawBytes(mended, 0, mended.length);
    }
  }

  private static boolean isAscii(BytesTable strings, int reference) {
    byte[] slab = strings.slab();
    int end = strings.offset(reference) + strings.length(reference);
    for (int i = strings.offset(reference); i < end; i++) {
      if (slab[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
