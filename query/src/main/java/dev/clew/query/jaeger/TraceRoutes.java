// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.jaeger.Envelope.Problem;
import dev.clew.query.parameter.Parameters;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.FoundPage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** The routes that answer with traces. */
final class TraceRoutes {

  private final TraceSource traces;
  private final InstantSource clock;

  TraceRoutes(TraceSource traces, InstantSource clock) {
    this.traces = traces;
    this.clock = clock;
  }

  /** The traces that match or, if the request names some, those. */
  void search(QueryCall call) {
    List<TraceId> ids = call.parameters().traceIds("traceID");
    List<Problem> problems = new ArrayList<>();
    boolean raw = isRaw(call.parameters());
    Function<TraceId, TraceChunks> source = id -> traces.trace(id, raw, call.readContext());
    if (ids.isEmpty()) {
      FoundPage page =
          traces
              .reader()
              .find(
                  SearchParameters.query(call.parameters(), clock.instant(), call.config()),
                  call.searchContext());
      call.incompleteness(page.stats())
          .ifPresent(reason -> problems.add(new Problem(0, reason, "")));
      ids = page.ids();
      source = id -> traces.found(id, raw, call.readContext());
    }
    write(call, ids, source, problems);
  }

  /** One trace; 404 if there is none. */
  void trace(QueryCall call) {
    TraceId id = TraceIdText.parse("traceID", call.pathParameter("id"));
    try (TraceChunks chunks = traces.trace(id, isRaw(call.parameters()), call.readContext())) {
      if (!chunks.hasNext()) {
        throw ApiException.notFound("trace not found");
      }
      List<Problem> problems = new ArrayList<>();
      call.writeJson(json ->
          Envelope.write(
              json,
              data -> {
                data.writeStartArray();
                write(call, data, id, chunks, problems);
                data.writeEndArray();
              },
              0,
              problems));
    }
  }

  private static void write(
      QueryCall call,
      List<TraceId> ids,
      Function<TraceId, TraceChunks> source,
      List<Problem> problems) {
    call.writeJson(json ->
        Envelope.write(
            json,
            data -> {
              data.writeStartArray();
              for (TraceId id : ids) {
                try (TraceChunks chunks = source.apply(id)) {
                  write(call, data, id, chunks, problems);
                }
              }
              data.writeEndArray();
            },
            0,
            problems));
  }

  private static void write(
      QueryCall call, JsonGenerator json, TraceId id, TraceChunks chunks, List<Problem> problems) {
    String traceId = SpanJson.traceId(id.high(), id.low());
    if (!chunks.hasNext()) {
      problems.add(new Problem(0, "trace not found", traceId));
      return;
    }
    TraceJson.write(json, traceId, chunks)
        .ifPresent(reason -> {
          call.markPartial();
          problems.add(new Problem(0, reason, traceId));
        });
  }

  private static boolean isRaw(Parameters parameters) {
    return parameters.truth("raw");
  }
}
