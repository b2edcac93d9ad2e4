// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanId;
import tools.jackson.core.JsonGenerator;

/** The critical path of one trace as JSON. */
final class CriticalPathJson {

  private CriticalPathJson() {}

  static void write(JsonGenerator json, CriticalPath path) {
    TraceView view = path.view();
    long origin = view.startNanos(path.root());
    json.writeStartObject();
    json.writeStringProperty("traceId", view.traceId().toHex());
    json.writeNumberProperty("startNanos", origin);
    json.writeNumberProperty("durationNanos", view.durationNanos(path.root()));
    json.writeArrayPropertyStart("sections");
    for (int i = 0; i < path.sectionCount(); i++) {
      startSpan(json, view, path.row(i));
      json.writeNumberProperty("fromNanos", path.startNanos(i) - origin);
      json.writeNumberProperty("toNanos", path.endNanos(i) - origin);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("spans");
    long[] exclusive = new long[view.size()];
    path.addExclusive(exclusive);
    for (int i = 0; i < path.spanCount(); i++) {
      startSpan(json, view, path.span(i));
      json.writeNumberProperty("waitNanos", path.waitNanos(i));
      json.writeNumberProperty("exclusiveNanos", exclusive[path.span(i)]);
      json.writeNumberProperty("dragNanos", path.dragNanos(i));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void startSpan(JsonGenerator json, TraceView view, int row) {
    json.writeStartObject();
    json.writeStringProperty("spanId", SpanId.toHex(view.spanId(row)));
    json.writeStringProperty("service", view.serviceName(row));
    json.writeStringProperty("operation", view.operationName(row));
  }
}
