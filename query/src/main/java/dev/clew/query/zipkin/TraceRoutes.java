// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinId;
import dev.clew.codec.zipkin.ZipkinJsonWriter;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.trace.FirstSpans;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.SpansetExpression;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** The routes that answer with traces, written batch by batch as they are read. */
final class TraceRoutes {

  private static final System.Logger LOG = System.getLogger(TraceRoutes.class.getName());
  private static final int TRACE_ID_DIGITS = 32;

  private final Supplier<TraceReader> readers;
  private final ZipkinApiConfig config;
  private final InstantSource clock;

  TraceRoutes(Supplier<TraceReader> readers, ZipkinApiConfig config, InstantSource clock) {
    this.readers = readers;
    this.config = config;
    this.clock = clock;
  }

  /** One trace. */
  void trace(QueryCall call) {
    TraceId id = traceId(call.pathParameter("id").strip());
    try (TraceChunks chunks = traces().read(id, call.readContext())) {
      if (!chunks.hasNext()) {
        throw ApiException.notFound(ZipkinId.text(id.high(), id.low()) + " not found");
      }
      call.writeJson(json -> write(json, chunks));
    }
  }

  /** Several traces. */
  void traceMany(QueryCall call) {
    Set<TraceId> ids = traceIds(call.parameters().text("traceIds").orElse(""));
    ZipkinTraces traces = traces();
    Set<TraceId> written = new HashSet<>();
    call.writeJson(json -> {
      json.writeStartArray();
      for (TraceId id : ids) {
        if (written.add(traces.key(id))) {
          try (TraceChunks chunks = traces.read(id, call.readContext())) {
            if (chunks.hasNext()) {
              write(json, chunks);
            }
          }
        }
      }
      json.writeEndArray();
    });
  }

  /** The newest traces that match. */
  void search(QueryCall call) {
    TraceCriteria criteria =
        TraceCriteria.read(
            call.parameters(), clock.millis(), config.lookback(), call.config().tracesMax());
    TraceReader reader = readers.get();
    ServiceNames names =
        new ServiceNames(reader, criteria.window().searched(), call.searchContext());
    Optional<SpansetExpression> where = TraceExpression.of(criteria, names);
    ZipkinTraces traces = new ZipkinTraces(reader, config.strictTraceId());
    call.writeJson(json -> {
      json.writeStartArray();
      where.ifPresent(expression ->
          new TraceSearch(reader, traces)
              .walk(
                  expression,
                  criteria.window(),
                  criteria.limit(),
                  call,
                  trace -> {
                    try (TraceChunks chunks =
                        new FirstSpans(
                            traces.read(trace.traceId(), call.readContext()),
                            FirstSpans.FOUND_SPANS_MAX)) {
                      return writeIfWithin(call, json, chunks, criteria.window());
                    }
                  }));
      json.writeEndArray();
    });
  }

  private ZipkinTraces traces() {
    return new ZipkinTraces(readers.get(), config.strictTraceId());
  }

  /**
   * Writes the first spans of a trace. That some are missing has no place in Zipkin's answers: it
   * is counted, and the documentation says when it happens.
   */
  private static boolean writeIfWithin(
      QueryCall call, JsonGenerator json, TraceChunks chunks, TraceWindow window) {
    if (!chunks.hasNext()) {
      return false;
    }
    SpanBatch first = chunks.next();
    if (!window.contains(first)) {
      return false;
    }
    json.writeStartArray();
    write(json, first);
    try {
      chunks.forEachRemaining(batch -> write(json, batch));
    } catch (QueryLimitException limit) {
      LOG.log(Level.DEBUG, "a trace in the results of a search is not whole", limit);
      call.markPartial();
    }
    json.writeEndArray();
    return true;
  }

  private static void write(JsonGenerator json, TraceChunks chunks) {
    json.writeStartArray();
    chunks.forEachRemaining(batch -> write(json, batch));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, SpanBatch batch) {
    ZipkinJsonWriter writer = new ZipkinJsonWriter(json, batch, PlainText::of);
    for (int row = 0; row < batch.spanCount(); row++) {
      writer.write(row);
    }
  }

  private Set<TraceId> traceIds(String list) {
    if (list.isEmpty()) {
      throw ApiException.badRequest("traceIds parameter is empty");
    }
    Set<TraceId> ids = new LinkedHashSet<>();
    for (String text : list.split(",", -1)) {
      TraceId id = traceId(text.strip());
      if (!ids.add(id)) {
        throw ApiException.badRequest("redundant traceId: " + ZipkinId.text(id.high(), id.low()));
      }
    }
    if (ids.size() == 1) {
      throw ApiException.badRequest(
          "Use /api/v2/trace/{traceId} endpoint to retrieve a single trace");
    }
    return ids;
  }

  private static TraceId traceId(String text) {
    try {
      ZipkinId.check("traceId", text, TRACE_ID_DIGITS);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()), e);
    }
    TraceId id = new TraceId(ZipkinId.high(text), ZipkinId.low(text));
    if (!id.isValid()) {
      throw ApiException.badRequest("traceId is all zeros");
    }
    return id;
  }
}
