// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanId;
import dev.clew.model.TraceId;
import dev.clew.query.jaeger.terms.JaegerTerms;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the spans of one batch in Jaeger's trace model, see {@link JaegerTerms}. Times lose their
 * last three digits.
 */
final class SpanJson {

  private static final long MICRO_NANOS = 1000;

  private final JsonGenerator json;
  private final JaegerTerms terms;
  private final SpanBatch batch;
  private final TagJson tags;

  SpanJson(JsonGenerator json, SpanBatch batch) {
    this.json = json;
    this.terms = new JaegerTerms(batch);
    this.batch = batch;
    this.tags = new TagJson(json);
  }

  /** A trace id as Jaeger prints it: 16 digits if they are enough. */
  static String traceId(long high, long low) {
    return high == 0 ? SpanId.toHex(low) : new TraceId(high, low).toHex();
  }

  void write(int row, String processId) {
    json.writeStartObject();
    json.writeStringProperty("traceID", traceId(batch.traceIdHigh(row), batch.traceIdLow(row)));
    json.writeStringProperty("spanID", SpanId.toHex(batch.spanId(row)));
    if (terms.flags(row) != 0) {
      json.writeNumberProperty("flags", terms.flags(row));
    }
    json.writeStringProperty("operationName", batch.strings().string(batch.nameRef(row)));
    json.writeArrayPropertyStart("references");
    terms.references(row, this::reference);
    json.writeEndArray();
    json.writeNumberProperty("startTime", Math.floorDiv(batch.startNanos(row), MICRO_NANOS));
    json.writeNumberProperty("duration", batch.durationNanos(row) / MICRO_NANOS);
    json.writeArrayPropertyStart("tags");
    terms.tags(row, tags);
    json.writeEndArray();
    logs(row);
    json.writeStringProperty("processID", processId);
    warnings(terms.warnings(row));
    json.writeEndObject();
  }

  private void reference(boolean isChildOf, long traceIdHigh, long traceIdLow, long spanId) {
    json.writeStartObject();
    json.writeStringProperty("refType", isChildOf ? "CHILD_OF" : "FOLLOWS_FROM");
    json.writeStringProperty("traceID", traceId(traceIdHigh, traceIdLow));
    json.writeStringProperty("spanID", SpanId.toHex(spanId));
    json.writeEndObject();
  }

  private void logs(int row) {
    json.writeArrayPropertyStart("logs");
    for (int event = batch.eventBegin(row), end = batch.eventEnd(row); event < end; event++) {
      json.writeStartObject();
      json.writeNumberProperty(
          "timestamp", Math.floorDiv(batch.eventTimeNanos(event), MICRO_NANOS));
      json.writeArrayPropertyStart("fields");
      terms.logFields(event, tags);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void warnings(List<String> warnings) {
    json.writeName("warnings");
    if (warnings.isEmpty()) {
      json.writeNull();
    } else {
      json.writeArray(warnings.toArray(String[]::new), 0, warnings.size());
    }
  }
}
