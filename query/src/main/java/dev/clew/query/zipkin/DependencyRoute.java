// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.parameter.Parameters;
import dev.clew.store.DependencyLink;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    ServiceLinks links = new ServiceLinks();
    TraceReader reader = readers.get();
    for (List<TraceId> trace : traces(reader, window, call)) {
      links.add(tree(reader, trace, window, call));
    }
    call.writeJson(json -> write(json, links.links()));
  }

  /**
   * The ids of the traces, those of one trace together. A caller may know the first half of an id
   * that its callee has dropped: for links they are always the same.
   */
  private Collection<List<TraceId>> traces(TraceReader reader, TraceWindow window, QueryCall call) {
    Map<Long, List<TraceId>> byLowHalf = new LinkedHashMap<>();
    new TraceSearch(reader, new ZipkinTraces(reader, true))
        .walk(
            SpansetExpression.spans(SpanFilter.all()),
            window,
            config.dependencyTracesMax(),
            call,
            trace ->
                byLowHalf
                    .computeIfAbsent(trace.traceId().low(), _ -> new ArrayList<>(1))
                    .add(trace.traceId()));
    return byLowHalf.values();
  }

  private static CallTree tree(
      TraceReader reader, List<TraceId> ids, TraceWindow window, QueryCall call) {
    CallTree tree = new CallTree();
    for (TraceId id : ids) {
      try (TraceChunks chunks = reader.trace(id, call.searchContext())) {
        SpanBatch first = chunks.hasNext() ? chunks.next() : null;
        if (first != null && window.contains(first)) {
          tree.add(first);
          chunks.forEachRemaining(tree::add);
        }
      }
    }
    return tree;
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
