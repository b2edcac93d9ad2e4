// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.vocabulary;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanCursor;
import dev.clew.model.SpanId;
import dev.clew.model.TraceId;
import dev.clew.query.http.QueryCall;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceReader;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Finds the spans that link to a trace: the batches that a request was part of, the runs that a
 * trigger began.
 */
public final class BacklinksApi {

  private static final int TRACES_DEFAULT = 20;
  private static final int TRACES_MAX = 200;

  private final TraceReader reader;
  private final QueryRunner runner;

  /** An API that is not served yet. */
  public BacklinksApi(TraceReader reader, QueryRunner runner) {
    this.reader = reader;
    this.runner = runner;
  }

  /** Adds the route to a server, below {@code basePath}. */
  public void addTo(ServerBuilder server, String basePath) {
    server
        .route()
        .get(basePath + "/api/clew/v1/traces/{id}/backlinks")
        .build(runner.service("clew/backlinks", new V3Errors(), this::answer));
  }

  private void answer(QueryCall call) {
    TraceId id = TraceIdText.parse("trace id", call.pathParameter("id"));
    int limit = call.parameters().count("limit", TRACES_MAX).orElse(TRACES_DEFAULT);
    TraceQuery query =
        new TraceQuery(
            SpansetExpression.spans(SpanFilter.linksTo(id)),
            TimeRange.ALL,
            TraceSort.NEWEST,
            limit,
            call.parameters().text("pageToken"),
            false);
    FoundPage page = reader.find(query, call.searchContext());
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("backlinks");
      for (TraceId trace : page.ids()) {
        try (TraceChunks chunks = reader.trace(trace, call.readContext())) {
          while (chunks.hasNext()) {
            spans(json, chunks.next(), id);
          }
        }
      }
      json.writeEndArray();
      page.next().ifPresent(token -> json.writeStringProperty("nextPageToken", token));
      Optional<String> partial = call.incompleteness(page.stats());
      partial.ifPresent(reason -> json.writeStringProperty("partial", reason));
      json.writeEndObject();
    });
  }

  private static void spans(JsonGenerator json, SpanBatch batch, TraceId target) {
    for (SpanCursor span = new SpanCursor(batch); span.next(); ) {
      int row = span.row();
      for (int link = batch.linkBegin(row); link < batch.linkEnd(row); link++) {
        if (batch.linkTraceIdHigh(link) == target.high()
            && batch.linkTraceIdLow(link) == target.low()) {
          json.writeStartObject();
          json.writeStringProperty("traceId", span.traceId().toHex());
          json.writeStringProperty("spanId", SpanId.toHex(span.spanId()));
          json.writeStringProperty("serviceName", ServiceName.toJaeger(span.serviceName()));
          json.writeStringProperty("name", span.name());
          json.writeStringProperty("startTimeUnixNano", Long.toUnsignedString(span.startNanos()));
          json.writeNumberProperty("durationNanos", span.durationNanos());
          json.writeStringProperty("linkedSpanId", SpanId.toHex(batch.linkSpanId(link)));
          json.writeEndObject();
        }
      }
    }
  }
}
