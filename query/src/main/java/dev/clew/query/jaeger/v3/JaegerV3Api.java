// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.codec.otlp.OtlpJsonWriter;
import dev.clew.codec.otlp.SpanRows;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.http.QueryHandler;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.EpochNanos;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.Parameters;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.DependencyLink;
import dev.clew.store.Operation;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TracePage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * Jaeger's v3 HTTP API over any store: services, operations, traces in OTLP/JSON, and summaries of
 * traces for lists.
 *
 * <p>See {@code docs/reference/http-api.md} for every route and parameter.
 *
 * <p>Threads: any number of requests at once. Memory: traces are written batch by batch as they are
 * read.
 */
public final class JaegerV3Api {

  private final TraceSource traces;
  private final QueryRunner runner;
  private final V3Errors errors = new V3Errors();
  private final OtlpJsonWriter otlp =
      new OtlpJsonWriter().withoutResourceKey(JaegerOrigin.FORMAT_KEY);
  private final OtlpJsonWriter otlpWithDerived = otlp.withDerived();

  /** An API that is not served yet. */
  public JaegerV3Api(TraceSource traces, QueryRunner runner) {
    this.traces = traces;
    this.runner = runner;
  }

  /**
   * Adds the routes to a server.
   *
   * @param basePath what comes before {@code /api/v3}: empty, or {@code /} and a name
   */
  public void addTo(ServerBuilder server, String basePath) {
    String api = basePath + "/api/v3";
    server
        .route()
        .get(api + "/services")
        .build(service("services", this::services))
        .route()
        .get(api + "/operations")
        .build(service("operations", this::operations))
        .route()
        .get(api + "/traces")
        .build(service("traces", this::search))
        .route()
        .post(api + "/traces")
        .build(service("traces", this::searchByBody))
        .route()
        .get(api + "/traces/{id}")
        .build(service("trace", this::trace))
        .route()
        .get(api + "/trace-summaries")
        .build(service("trace-summaries", this::summaries))
        .route()
        .post(api + "/trace-summaries")
        .build(service("trace-summaries", this::summariesByBody))
        .route()
        .get(api + "/dependencies")
        .build(service("dependencies", this::dependencies));
  }

  private HttpService service(String route, QueryHandler handler) {
    return runner.service("v3/" + route, errors, handler);
  }

  private void services(QueryCall call) {
    List<String> names = traces.reader().services(TimeRange.ALL, call.searchContext());
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("services");
      names.stream().map(ServiceName::toJaeger).sorted().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  /** A span without a kind is shown as internal, and found as such. */
  private void operations(QueryCall call) {
    Parameters parameters = call.parameters();
    String service = parameters.text("service").map(ServiceName::fromJaeger).orElse(null);
    Optional<SpanKind> kind = parameters.kind("spanKind").map(JaegerV3Api::shown);
    Stream<Operation> operations =
        traces.reader().operations(service, null, TimeRange.ALL, call.searchContext()).stream()
            .map(operation -> new Operation(operation.name(), shown(operation.kind())))
            .filter(operation -> kind.isEmpty() || kind.get() == operation.kind())
            .distinct()
            .sorted();
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("operations");
      operations.forEach(operation -> operation(json, operation));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private void trace(QueryCall call) {
    TraceId id = TraceIdText.parse("trace_id", call.pathParameter("id"));
    boolean raw = call.parameters().truth("rawTraces");
    boolean derived = call.parameters().flag("derived");
    try (TraceChunks chunks = traces.trace(id, raw, call.readContext())) {
      if (!chunks.hasNext()) {
        throw noTraces();
      }
      TraceChunks shown = derived && !raw ? StagedChunks.of(chunks) : chunks;
      OtlpJsonWriter writer = derived ? otlpWithDerived : otlp;
      call.writeJson(json -> {
        startResult(json);
        Optional<String> incomplete = spans(call, json, shown, writer);
        endResult(json, incomplete, Optional.empty());
      });
    }
  }

  private void search(QueryCall call) {
    search(call, new SearchParameters(call.parameters()));
  }

  private void searchByBody(QueryCall call) {
    search(call, SearchBody.read(call.requestBody()));
  }

  private void search(QueryCall call, SearchParameters parameters) {
    FoundPage page = traces.reader().find(parameters.query(call.config()), call.searchContext());
    if (page.traces().isEmpty()) {
      throw noTraces();
    }
    call.writeJson(json -> {
      Optional<String> incomplete = call.incompleteness(page.stats());
      startResult(json);
      for (TraceId id : page.ids()) {
        try (TraceChunks chunks = traces.found(id, parameters.isRaw(), call.readContext())) {
          Optional<String> cut = spans(call, json, chunks, otlp);
          incomplete = cut.isPresent() ? cut : incomplete;
        }
      }
      endResult(json, incomplete, page.next());
    });
  }

  private void summaries(QueryCall call) {
    summaries(call, new SearchParameters(call.parameters()));
  }

  private void summariesByBody(QueryCall call) {
    summaries(call, SearchBody.read(call.requestBody()));
  }

  /** Times are optional here, as everywhere where Jaeger asks for dependencies. */
  private void dependencies(QueryCall call) {
    Parameters parameters = call.parameters();
    TimeRange range =
        EpochNanos.closedRange(
            parameters.time("startTime").orElse(Long.MIN_VALUE),
            parameters.time("endTime").orElse(Long.MAX_VALUE));
    List<DependencyLink> links = traces.reader().dependencies(range, call.searchContext());
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("dependencies");
      for (DependencyLink link : links) {
        json.writeStartObject();
        json.writeStringProperty("parent", ServiceName.toJaeger(link.caller()));
        json.writeStringProperty("child", ServiceName.toJaeger(link.callee()));
        json.writeStringProperty("callCount", Long.toString(link.callCount()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private void summaries(QueryCall call, SearchParameters parameters) {
    TracePage page = traces.reader().search(parameters.query(call.config()), call.searchContext());
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("summaries");
      page.traces().forEach(trace -> SummaryJson.write(json, trace));
      json.writeEndArray();
      page.total().ifPresent(total -> json.writeNumberProperty("total", total));
      end(json, call.incompleteness(page.stats()), page.next());
    });
  }

  /** Writes the spans of a trace; returns why they are not all, if a limit cut them short. */
  private static Optional<String> spans(
      QueryCall call, JsonGenerator json, TraceChunks chunks, OtlpJsonWriter otlp) {
    try {
      while (chunks.hasNext()) {
        otlp.writeResourceSpans(SpanRows.all(chunks.next()), json);
      }
      return Optional.empty();
    } catch (QueryLimitException limit) {
      call.markPartial();
      return Optional.of("a trace is not whole: " + limit.getMessage());
    }
  }

  private static void startResult(JsonGenerator json) {
    json.writeStartObject();
    json.writeObjectPropertyStart("result");
    json.writeArrayPropertyStart("resourceSpans");
  }

  private static void endResult(
      JsonGenerator json, Optional<String> incomplete, Optional<String> nextPageToken) {
    json.writeEndArray();
    json.writeEndObject();
    end(json, incomplete, nextPageToken);
  }

  private static void end(
      JsonGenerator json, Optional<String> incomplete, Optional<String> nextPageToken) {
    nextPageToken.ifPresent(token -> json.writeStringProperty("nextPageToken", token));
    incomplete.ifPresent(reason -> json.writeStringProperty("partial", reason));
    json.writeEndObject();
  }

  private static void operation(JsonGenerator json, Operation operation) {
    json.writeStartObject();
    json.writeStringProperty("name", operation.name());
    json.writeStringProperty("spanKind", operation.kind().label());
    json.writeEndObject();
  }

  private static SpanKind shown(SpanKind kind) {
    return kind == SpanKind.UNSPECIFIED ? SpanKind.INTERNAL : kind;
  }

  private static ApiException noTraces() {
    return ApiException.notFound("No traces found");
  }
}
