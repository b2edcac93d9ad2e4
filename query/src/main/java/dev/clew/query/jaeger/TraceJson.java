// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.SpanBatch;
import dev.clew.store.QueryLimitException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/**
 * Writes traces in Jaeger's model, batch by batch as they are read: a trace of any size takes the
 * memory of one batch.
 */
final class TraceJson {

  private TraceJson() {}

  /**
   * Writes one trace.
   *
   * @param batches its spans
   * @return why the trace is not whole, if it is not: a limit was reached while it was read
   */
  static Optional<String> write(JsonGenerator json, String traceId, Iterator<SpanBatch> batches) {
    ProcessTable processes = new ProcessTable();
    json.writeStartObject();
    json.writeStringProperty("traceID", traceId);
    json.writeArrayPropertyStart("spans");
    Optional<String> cut = Optional.empty();
    try {
      while (batches.hasNext()) {
        SpanBatch batch = batches.next();
        spans(json, batch, IntStream.range(0, batch.spanCount()), processes);
      }
    } catch (QueryLimitException limit) {
      cut = Optional.of("trace is not whole: " + limit.getMessage());
    }
    json.writeEndArray();
    end(json, processes, cut.stream().toList());
    return cut;
  }

  /** Writes one trace of a batch that holds several; these are its rows. */
  static void write(JsonGenerator json, String traceId, SpanBatch batch, List<Integer> rows) {
    ProcessTable processes = new ProcessTable();
    json.writeStartObject();
    json.writeStringProperty("traceID", traceId);
    json.writeArrayPropertyStart("spans");
    spans(json, batch, rows.stream().mapToInt(Integer::intValue), processes);
    json.writeEndArray();
    end(json, processes, List.of());
  }

  private static void spans(
      JsonGenerator json, SpanBatch batch, IntStream rows, ProcessTable processes) {
    ProcessTable.OfBatch processIds = processes.of(batch);
    SpanJson spans = new SpanJson(json, batch);
    rows.forEach(row -> spans.write(row, processIds.id(batch.resourceIndex(row))));
  }

  private static void end(JsonGenerator json, ProcessTable processes, List<String> warnings) {
    json.writeName("processes");
    processes.write(json);
    json.writeName("warnings");
    if (warnings.isEmpty()) {
      json.writeNull();
    } else {
      json.writeArray(warnings.toArray(String[]::new), 0, warnings.size());
    }
    json.writeEndObject();
  }
}
