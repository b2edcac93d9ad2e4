// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinView;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.DependencyLink;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.FoundTrace;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TraceQuery;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** The route that answers which service calls which, by linking the traces of a window. */
final class DependencyRoute {

  private final Supplier<TraceReader> readers;
  private final ZipkinApiConfig config;

  DependencyRoute(Supplier<TraceReader> readers, ZipkinApiConfig config) {
    this.readers = readers;
    this.config = config;
  }

  void dependencies(QueryCall call) {
    Parameters parameters = call.parameters();
    if (parameters.text("endTs").isEmpty()) {
      throw ApiException.badRequest("Mandatory parameter/header/attribute is missing: endTs");
    }
    TraceWindow window =
        TraceWindow.of(
            TraceCriteria.number(parameters, "endTs").getAsLong(),
            TraceCriteria.number(parameters, "lookback").orElse(config.lookback().toMillis()));
    TraceReader reader = readers.get();
    List<TraceId> ids = traces(reader, window, call);
    ServiceLinks links = new ServiceLinks();
    try (TraceChunks chunks = reader.traces(ids, ZipkinView.CALLS, call.searchContext())) {
      new TraceLinker(window, links).link(ids, chunks);
      if (chunks.isPartial()) {
        call.markPartial();
      }
    }
    call.writeJson(json -> write(json, links.links()));
  }

  private List<TraceId> traces(TraceReader reader, TraceWindow window, QueryCall call) {
    FoundPage page =
        reader.find(
            TraceQuery.newest(SpanFilter.all(), window.range(), config.dependencyTracesMax()),
            call.searchContext());
    var _ = call.incompleteness(page.stats());
    return page.traces().stream()
        .filter(trace -> !window.isPassed(trace.startNanos()))
        .map(FoundTrace::traceId)
        .toList();
  }

  private static void write(JsonGenerator json, List<DependencyLink> links) {
    json.writeStartArray();
    for (DependencyLink link : links) {
      json.writeStartObject();
      json.writeStringProperty("parent", link.caller());
      json.writeStringProperty("child", link.callee());
      json.writeNumberProperty("callCount", link.callCount());
      if (link.errorCount() > 0) {
        json.writeNumberProperty("errorCount", link.errorCount());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
