// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.BytesTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanId;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.query.PlainText;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the spans of one batch in Jaeger's trace model.
 *
 * <p>Where the models differ: fields that only OTLP has become tags ({@code span.kind}, {@code
 * otel.…}, {@code error}, {@code w3c.tracestate}); parent and links become references; times lose
 * their last three digits. A span that ends before it begins takes no time. Attributes of links and
 * of instrumentation scopes have no place in Jaeger's model.
 */
final class SpanJson {

  private static final int W3C_FLAGS = 0xff;
  private static final long MICRO_NANOS = 1000;

  /** Where Jaeger's pipeline keeps what it has to say about a span. */
  private static final String WARNINGS_KEY = "@jaeger@warnings";

  private final JsonGenerator json;
  private final SpanBatch batch;
  private final BytesTable strings;
  private final int warningsKeyRef;
  private final int refTypeKeyRef;
  private final int eventKeyRef;

  SpanJson(JsonGenerator json, SpanBatch batch) {
    this.json = json;
    this.batch = batch;
    this.strings = batch.strings();
    this.warningsKeyRef = strings.find(WARNINGS_KEY);
    this.refTypeKeyRef = strings.find("opentracing.ref_type");
    this.eventKeyRef = strings.find("event");
  }

  /** A trace id as Jaeger prints it: 16 digits if they are enough. */
  static String traceId(long high, long low) {
    return high == 0 ? SpanId.toHex(low) : new TraceId(high, low).toHex();
  }

  void write(int row, String processId) {
    json.writeStartObject();
    json.writeStringProperty("traceID", traceId(batch.traceIdHigh(row), batch.traceIdLow(row)));
    json.writeStringProperty("spanID", SpanId.toHex(batch.spanId(row)));
    int flags = batch.flags(row) & W3C_FLAGS;
    if (flags != 0) {
      json.writeNumberProperty("flags", flags);
    }
    json.writeStringProperty("operationName", strings.string(batch.nameRef(row)));
    references(row);
    json.writeNumberProperty("startTime", Math.floorDiv(batch.startNanos(row), MICRO_NANOS));
    json.writeNumberProperty("duration", batch.durationNanos(row) / MICRO_NANOS);
    tags(row);
    logs(row);
    json.writeStringProperty("processID", processId);
    warnings(row);
    json.writeEndObject();
  }

  private void references(int row) {
    json.writeArrayPropertyStart("references");
    long parentSpanId = batch.parentSpanId(row);
    int parentLink = parentSpanId == 0 ? -1 : parentLink(row);
    if (parentSpanId != 0) {
      reference(
          parentLink < 0 ? "CHILD_OF" : refType(parentLink),
          batch.traceIdHigh(row),
          batch.traceIdLow(row),
          parentSpanId);
    }
    for (int link = batch.linkBegin(row), end = batch.linkEnd(row); link < end; link++) {
      if (link != parentLink) {
        reference(
            refType(link),
            batch.linkTraceIdHigh(link),
            batch.linkTraceIdLow(link),
            batch.linkSpanId(link));
      }
    }
    json.writeEndArray();
  }

  /** The first link that points to the span's own parent, or -1: it says what kind of parent. */
  private int parentLink(int row) {
    for (int link = batch.linkBegin(row), end = batch.linkEnd(row); link < end; link++) {
      if (batch.linkSpanId(link) == batch.parentSpanId(row)
          && batch.linkTraceIdLow(link) == batch.traceIdLow(row)
          && batch.linkTraceIdHigh(link) == batch.traceIdHigh(row)) {
        return link;
      }
    }
    return -1;
  }

  private String refType(int link) {
    AttributeTable table = batch.attributes(AttributeScope.LINK);
    int entry = refTypeKeyRef < 0 ? -1 : table.find(link, refTypeKeyRef);
    boolean isChildOf =
        entry >= 0
            && table.type(entry) == ValueType.STRING
            && strings.string(table.valueRef(entry)).equals("child_of");
    return isChildOf ? "CHILD_OF" : "FOLLOWS_FROM";
  }

  private void reference(String refType, long traceIdHigh, long traceIdLow, long spanId) {
    json.writeStartObject();
    json.writeStringProperty("refType", refType);
    json.writeStringProperty("traceID", traceId(traceIdHigh, traceIdLow));
    json.writeStringProperty("spanID", SpanId.toHex(spanId));
    json.writeEndObject();
  }

  private void tags(int row) {
    json.writeArrayPropertyStart("tags");
    int scope = batch.scopeIndex(row);
    textUnlessEmpty("otel.scope.name", batch.scopeNameRef(scope));
    textUnlessEmpty("otel.scope.version", batch.scopeVersionRef(scope));
    TagJson.attributes(json, batch, AttributeScope.SPAN, row, warningsKeyRef);
    if (batch.kind(row) != SpanKind.UNSPECIFIED) {
      TagJson.text(json, "span.kind", batch.kind(row).label());
    }
    if (batch.status(row) != StatusCode.UNSET) {
      TagJson.text(json, "otel.status_code", batch.status(row).name());
    }
    if (batch.status(row) == StatusCode.ERROR) {
      TagJson.bool(json, "error", true);
    }
    textUnlessEmpty("otel.status_description", batch.statusMessageRef(row));
    textUnlessEmpty("w3c.tracestate", batch.traceStateRef(row));
    json.writeEndArray();
  }

  private void logs(int row) {
    json.writeArrayPropertyStart("logs");
    AttributeTable attributes = batch.attributes(AttributeScope.EVENT);
    for (int event = batch.eventBegin(row), end = batch.eventEnd(row); event < end; event++) {
      json.writeStartObject();
      json.writeNumberProperty(
          "timestamp", Math.floorDiv(batch.eventTimeNanos(event), MICRO_NANOS));
      json.writeArrayPropertyStart("fields");
      if (eventKeyRef < 0 || attributes.find(event, eventKeyRef) < 0) {
        textUnlessEmpty("event", batch.eventNameRef(event));
      }
      TagJson.attributes(json, batch, AttributeScope.EVENT, event, -1);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void warnings(int row) {
    json.writeName("warnings");
    AttributeTable table = batch.attributes(AttributeScope.SPAN);
    int entry = warningsKeyRef < 0 ? -1 : table.find(row, warningsKeyRef);
    if (entry < 0) {
      json.writeNull();
      return;
    }
    AttributeValue warnings = table.value(entry, strings);
    json.writeStartArray();
    if (warnings instanceof ArrayValue list) {
      list.values().forEach(warning -> json.writeString(PlainText.of(warning)));
    } else {
      json.writeString(PlainText.of(warnings));
    }
    json.writeEndArray();
  }

  private void textUnlessEmpty(String key, int reference) {
    if (reference != BytesTable.EMPTY) {
      TagJson.text(json, key, strings.string(reference));
    }
  }
}
