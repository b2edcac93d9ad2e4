// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.store.query.TraceSummary;
import tools.jackson.core.JsonGenerator;

/** Writes the summary of a trace: ids in 32 hex digits, times as decimal strings. */
final class SummaryJson {

  private SummaryJson() {}

  static void write(JsonGenerator json, TraceSummary trace) {
    json.writeStartObject();
    json.writeStringProperty("traceId", trace.traceId().toHex());
    json.writeStringProperty("rootServiceName", ServiceName.toJaeger(trace.rootServiceName()));
    json.writeStringProperty("rootOperationName", trace.rootName());
    json.writeStringProperty("minStartTimeUnixNano", Long.toUnsignedString(trace.startNanos()));
    json.writeStringProperty("maxEndTimeUnixNano", Long.toUnsignedString(trace.endNanos()));
    json.writeNumberProperty("spanCount", trace.spanCount());
    json.writeNumberProperty("errorSpanCount", trace.errorSpanCount());
    json.writeNumberProperty("orphanSpanCount", trace.orphanSpanCount());
    json.writeArrayPropertyStart("services");
    for (TraceSummary.Service service : trace.services()) {
      json.writeStartObject();
      json.writeStringProperty("name", ServiceName.toJaeger(service.name()));
      json.writeNumberProperty("spanCount", service.spanCount());
      json.writeNumberProperty("errorSpanCount", service.errorSpanCount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
