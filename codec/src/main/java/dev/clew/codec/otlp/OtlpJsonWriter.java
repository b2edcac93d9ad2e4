// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import dev.clew.codec.json.Json;
import dev.clew.model.AttributeScope;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanId;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes spans as OTLP/JSON: lowerCamelCase names, ids in lower-case hex, enums as numbers, 64-bit
 * integers as decimal strings, bytes in base64. Spans are grouped as {@link SpanRows} says. Empty
 * and zero fields are left out, but for the name, kind, times and status of a span, which readers
 * of less care than ours expect.
 *
 * <p>Threads: safe for any number. Cost: one pass; text is taken from the batch's string cache.
 */
public final class OtlpJsonWriter {

  private final JsonValueWriter values = new JsonValueWriter();
  private final boolean isDerivedWritten;
  private final @Nullable String omittedResourceKey;

  /** A writer without state, of what was sent. */
  public OtlpJsonWriter() {
    this(false, null);
  }

  private OtlpJsonWriter(boolean isDerivedWritten, @Nullable String omittedResourceKey) {
    this.isDerivedWritten = isDerivedWritten;
    this.omittedResourceKey = omittedResourceKey;
  }

  /**
   * A writer that also writes what was derived from spans, as {@code derivedAttributes} beside
   * their {@code attributes}. OTLP has no such property; readers of OTLP pass it over.
   */
  public OtlpJsonWriter withDerived() {
    return new OtlpJsonWriter(true, omittedResourceKey);
  }

  /** A writer that leaves out the attribute of resources with this key. */
  public OtlpJsonWriter withoutResourceKey(String key) {
    return new OtlpJsonWriter(isDerivedWritten, key);
  }

  /** A {@code TracesData} document of all spans of a batch, in UTF-8. */
  public byte[] write(SpanBatch batch) {
    return write(SpanRows.all(batch));
  }

  /** A {@code TracesData} document of some spans, in UTF-8. */
  public byte[] write(SpanRows rows) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("resourceSpans");
      writeResourceSpans(rows, json);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  /**
   * Writes one {@code ResourceSpans} object per resource into an array that is open, such as {@code
   * resourceSpans}. The caller begins and ends the array, and may write several batches into it.
   */
  public void writeResourceSpans(SpanRows rows, JsonGenerator json) {
    int begin = 0;
    while (begin < rows.size()) {
      int end = rows.resourceEnd(begin);
      resourceSpans(rows, begin, end, json);
      begin = end;
    }
  }

  private void resourceSpans(SpanRows rows, int begin, int end, JsonGenerator json) {
    SpanBatch batch = rows.batch();
    int resource = rows.resource(begin);
    json.writeStartObject();
    resource(batch, resource, json);
    json.writeArrayPropertyStart("scopeSpans");
    int scopeBegin = begin;
    while (scopeBegin < end) {
      int scopeEnd = rows.scopeEnd(scopeBegin);
      scopeSpans(rows, scopeBegin, scopeEnd, json);
      scopeBegin = scopeEnd;
    }
    json.writeEndArray();
    textIfAny("schemaUrl", batch, batch.resourceSchemaUrlRef(resource), json);
    json.writeEndObject();
  }

  private void resource(SpanBatch batch, int resource, JsonGenerator json) {
    json.writeObjectPropertyStart("resource");
    values.resourceAttributes(batch, resource, omittedResourceKey, json);
    countIfAny("droppedAttributesCount", batch.resourceDroppedAttributesCount(resource), json);
    if (batch.resourceEntityRefsRef(resource) != BytesTable.EMPTY) {
      entityRefs(batch.strings(), batch.resourceEntityRefsRef(resource), json);
    }
    json.writeEndObject();
  }

  private void entityRefs(BytesTable strings, int reference, JsonGenerator json) {
    json.writeArrayPropertyStart("entityRefs");
    for (EntityRef ref :
        EntityRef.decode(strings.slab(), strings.offset(reference), strings.length(reference))) {
      json.writeStartObject();
      json.writeStringProperty("schemaUrl", ref.schemaUrl());
      json.writeStringProperty("type", ref.type());
      json.writeArrayPropertyStart("idKeys");
      ref.idKeys().forEach(json::writeString);
      json.writeEndArray();
      json.writeArrayPropertyStart("descriptionKeys");
      ref.descriptionKeys().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void scopeSpans(SpanRows rows, int begin, int end, JsonGenerator json) {
    SpanBatch batch = rows.batch();
    int scope = rows.scope(begin);
    json.writeStartObject();
    json.writeObjectPropertyStart("scope");
    textIfAny("name", batch, batch.scopeNameRef(scope), json);
    textIfAny("version", batch, batch.scopeVersionRef(scope), json);
    values.attributes(batch, AttributeScope.SCOPE, scope, json);
    countIfAny("droppedAttributesCount", batch.scopeDroppedAttributesCount(scope), json);
    json.writeEndObject();
    json.writeArrayPropertyStart("spans");
    for (int i = begin; i < end; i++) {
      span(batch, rows.row(i), json);
    }
    json.writeEndArray();
    textIfAny("schemaUrl", batch, batch.scopeSchemaUrlRef(scope), json);
    json.writeEndObject();
  }

  private void span(SpanBatch batch, int row, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("traceId", batch.traceId(row).toHex());
    json.writeStringProperty("spanId", SpanId.toHex(batch.spanId(row)));
    textIfAny("traceState", batch, batch.traceStateRef(row), json);
    if (batch.parentSpanId(row) != 0) {
      json.writeStringProperty("parentSpanId", SpanId.toHex(batch.parentSpanId(row)));
    }
    countIfAny("flags", batch.flags(row), json);
    json.writeStringProperty("name", batch.strings().string(batch.nameRef(row)));
    json.writeNumberProperty("kind", batch.kind(row).ordinal());
    json.writeStringProperty("startTimeUnixNano", Long.toUnsignedString(batch.startNanos(row)));
    json.writeStringProperty("endTimeUnixNano", Long.toUnsignedString(batch.endNanos(row)));
    values.attributes(batch, AttributeScope.SPAN, row, json);
    if (isDerivedWritten) {
      values.attributes("derivedAttributes", batch, AttributeScope.DERIVED, row, json);
    }
    countIfAny("droppedAttributesCount", batch.droppedAttributesCount(row), json);
    events(batch, row, json);
    countIfAny("droppedEventsCount", batch.droppedEventsCount(row), json);
    links(batch, row, json);
    countIfAny("droppedLinksCount", batch.droppedLinksCount(row), json);
    json.writeObjectPropertyStart("status");
    textIfAny("message", batch, batch.statusMessageRef(row), json);
    if (batch.status(row) != StatusCode.UNSET) {
      json.writeNumberProperty("code", batch.status(row).ordinal());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void events(SpanBatch batch, int row, JsonGenerator json) {
    if (batch.eventBegin(row) == batch.eventEnd(row)) {
      return;
    }
    json.writeArrayPropertyStart("events");
    for (int event = batch.eventBegin(row); event < batch.eventEnd(row); event++) {
      json.writeStartObject();
      json.writeStringProperty("timeUnixNano", Long.toUnsignedString(batch.eventTimeNanos(event)));
      textIfAny("name", batch, batch.eventNameRef(event), json);
      values.attributes(batch, AttributeScope.EVENT, event, json);
      countIfAny("droppedAttributesCount", batch.eventDroppedAttributesCount(event), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void links(SpanBatch batch, int row, JsonGenerator json) {
    if (batch.linkBegin(row) == batch.linkEnd(row)) {
      return;
    }
    json.writeArrayPropertyStart("links");
    for (int link = batch.linkBegin(row); link < batch.linkEnd(row); link++) {
      TraceId traceId = new TraceId(batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link));
      json.writeStartObject();
      json.writeStringProperty("traceId", traceId.toHex());
      json.writeStringProperty("spanId", SpanId.toHex(batch.linkSpanId(link)));
      textIfAny("traceState", batch, batch.linkTraceStateRef(link), json);
      values.attributes(batch, AttributeScope.LINK, link, json);
      countIfAny("droppedAttributesCount", batch.linkDroppedAttributesCount(link), json);
      countIfAny("flags", batch.linkFlags(link), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void textIfAny(String name, SpanBatch batch, int reference, JsonGenerator json) {
    if (reference != BytesTable.EMPTY) {
      json.writeStringProperty(name, batch.strings().string(reference));
    }
  }

  /** Writes an unsigned 32-bit number unless it is zero. */
  private static void countIfAny(String name, int count, JsonGenerator json) {
    if (count != 0) {
      json.writeNumberProperty(name, Integer.toUnsignedLong(count));
    }
  }
}
