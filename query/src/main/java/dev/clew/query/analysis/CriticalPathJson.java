// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.analysis.path.BatchWait;
import dev.clew.analysis.path.CriticalPath;
import dev.clew.analysis.path.TraceSchedule;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanId;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The critical path of one trace as JSON. */
final class CriticalPathJson {

  private CriticalPathJson() {}

  static void write(JsonGenerator json, CriticalPath path, List<BatchWait> batches) {
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
    TraceSchedule schedule = new TraceSchedule();
    schedule.load(view, path.root());
    long[] drags = schedule.dragNanos(path);
    for (int i = 0; i < path.spanCount(); i++) {
      startSpan(json, view, path.span(i));
      json.writeNumberProperty("waitNanos", path.waitNanos(i));
      json.writeNumberProperty("exclusiveNanos", exclusive[path.span(i)]);
      json.writeNumberProperty("dragNanos", drags[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeSlacks(json, path, schedule.slackNanos(path));
    writeBatches(json, view, batches, origin);
    json.writeEndObject();
  }

  /** Of the spans that somebody waits for and that are not on the path. */
  private static void writeSlacks(JsonGenerator json, CriticalPath path, long[] slacks) {
    TraceView view = path.view();
    int onPath = 0;
    json.writeArrayPropertyStart("slacks");
    for (int row = path.root(); row < view.subtreeEnd(path.root()); row++) {
      if (onPath < path.spanCount() && path.span(onPath) == row) {
        onPath++;
      } else if (slacks[row] != TraceSchedule.UNLIMITED) {
        startSpan(json, view, row);
        json.writeNumberProperty("slackNanos", slacks[row]);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void writeBatches(
      JsonGenerator json, TraceView view, List<BatchWait> batches, long origin) {
    json.writeArrayPropertyStart("batches");
    for (BatchWait wait : batches) {
      startSpan(json, view, wait.row());
      json.writeStringProperty("batchTraceId", wait.batchTrace().toHex());
      json.writeStringProperty("batchSpanId", SpanId.toHex(wait.batchSpan()));
      json.writeStringProperty("batchService", wait.service());
      json.writeStringProperty("batchOperation", wait.operation());
      json.writeNumberProperty("batchSize", wait.size());
      json.writeNumberProperty("fromNanos", wait.startNanos() - origin);
      json.writeNumberProperty("toNanos", wait.endNanos() - origin);
      json.writeNumberProperty("shareNanos", wait.shareNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void startSpan(JsonGenerator json, TraceView view, int row) {
    json.writeStartObject();
    json.writeStringProperty("spanId", SpanId.toHex(view.spanId(row)));
    json.writeStringProperty("service", view.serviceName(row));
    json.writeStringProperty("operation", view.operationName(row));
  }
}
