// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.model.SpanKind;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.http.QueryHandler;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.Parameters;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.DependencyLink;
import dev.clew.store.Operation;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.query.TimeRange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Jaeger's legacy HTTP API over any store: services, operations, traces, dependencies, metrics.
 *
 * <p>Bodies and errors are wrapped as Jaeger does it, see {@code docs/reference/http-api.md} for
 * every route and parameter.
 *
 * <p>Threads: any number of requests at once.
 */
public final class JaegerApi {

  private static final Duration DEPENDENCY_LOOKBACK_DEFAULT = Duration.ofDays(1);

  private final TraceSource traces;
  private final StoreAdmin admin;
  private final QueryRunner runner;
  private final InstantSource clock;
  private final Envelope envelope = new Envelope();

  /**
   * An API that is not served yet.
   *
   * @param admin archives traces
   * @param clock says what "now" is for searches without an end
   */
  public JaegerApi(TraceSource traces, StoreAdmin admin, QueryRunner runner, InstantSource clock) {
    this.traces = traces;
    this.admin = admin;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Adds the routes to a server.
   *
   * @param basePath what comes before {@code /api}: empty, or {@code /} and a name
   */
  public void addTo(ServerBuilder server, String basePath) {
    String api = basePath + "/api";
    TraceRoutes traceRoutes = new TraceRoutes(traces, clock);
    MetricsRoutes metrics = new MetricsRoutes(traces.reader(), clock);
    server
        .route()
        .get(api + "/services")
        .build(service("services", this::services))
        .route()
        .get(api + "/services/{service}/operations")
        .build(service("service-operations", this::operationNames))
        .route()
        .get(api + "/operations")
        .build(service("operations", this::operations))
        .route()
        .get(api + "/traces")
        .build(service("traces", traceRoutes::search))
        .route()
        .get(api + "/traces/{id}")
        .build(service("trace", traceRoutes::trace))
        .route()
        .post(api + "/transform")
        .build(service("transform", new TransformRoute()::transform))
        .route()
        .get(api + "/dependencies")
        .build(service("dependencies", this::dependencies))
        .route()
        .post(api + "/archive/{id}")
        .build(service("archive", this::archive))
        .route()
        .get(api + "/metrics/latencies")
        .build(service("metrics-latencies", metrics::latencies))
        .route()
        .get(api + "/metrics/calls")
        .build(service("metrics-calls", metrics::calls))
        .route()
        .get(api + "/metrics/errors")
        .build(service("metrics-errors", metrics::errors));
  }

  private HttpService service(String route, QueryHandler handler) {
    return runner.service("jaeger/" + route, envelope, handler);
  }

  private void services(QueryCall call) {
    List<String> names =
        traces.reader().services(TimeRange.ALL, call.searchContext()).stream()
            .map(ServiceName::toJaeger)
            .sorted()
            .toList();
    call.writeJson(
        json -> Envelope.write(json, data -> strings(data, names), names.size(), List.of()));
  }

  private void operationNames(QueryCall call) {
    String service = ServiceName.fromJaeger(call.pathParameter("service"));
    List<String> names =
        traces.reader().operations(service, null, TimeRange.ALL, call.searchContext()).stream()
            .map(Operation::name)
            .distinct()
            .toList();
    call.writeJson(json ->
        Envelope.write(
            json,
            data -> {
              if (names.isEmpty()) {
                data.writeNull();
              } else {
                strings(data, names);
              }
            },
            names.size(),
            List.of()));
  }

  private void operations(QueryCall call) {
    Parameters parameters = call.parameters();
    String service = ServiceName.fromJaeger(parameters.requiredText("service"));
    SpanKind kind = parameters.kind("spanKind").orElse(null);
    List<Operation> operations =
        traces.reader().operations(service, kind, TimeRange.ALL, call.searchContext());
    call.writeJson(json ->
        Envelope.write(json, data -> operations(data, operations), operations.size(), List.of()));
  }

  private void dependencies(QueryCall call) {
    Parameters parameters = call.parameters();
    long endNanos = parameters.time("endTs").orElse(EpochNanos.of(clock.instant()));
    long lookbackNanos =
        parameters.durationOrMillis("lookback").orElse(DEPENDENCY_LOOKBACK_DEFAULT.toNanos());
    long startNanos = Math.max(0, endNanos - lookbackNanos);
    String service = parameters.text("service").orElse("");
    List<DependencyLink> links =
        traces
            .reader()
            .dependencies(EpochNanos.closedRange(startNanos, endNanos), call.searchContext())
            .stream()
            .filter(link -> service.isEmpty() || isEndOf(link, ServiceName.fromJaeger(service)))
            .toList();
    call.writeJson(json -> Envelope.write(json, data -> links(data, links), 0, List.of()));
  }

  /** Keeps a trace that retention would drop; 404 if there is none. */
  private void archive(QueryCall call) {
    if (!traces.reader().capabilities().archives()) {
      throw ApiException.notImplemented("archive: this store has none");
    }
    if (!admin.archive(TraceIdText.parse("traceID", call.pathParameter("id")))) {
      throw ApiException.notFound("trace not found");
    }
    call.writeJson(
        json -> Envelope.write(json, data -> data.writeStartArray().writeEndArray(), 0, List.of()));
  }

  private static boolean isEndOf(DependencyLink link, String service) {
    return link.caller().equals(service) || link.callee().equals(service);
  }

  private static void strings(JsonGenerator json, List<String> values) {
    json.writeArray(values.toArray(String[]::new), 0, values.size());
  }

  private static void operations(JsonGenerator json, List<Operation> operations) {
    json.writeStartArray();
    for (Operation operation : operations) {
      SpanKind kind = operation.kind();
      json.writeStartObject();
      json.writeStringProperty("name", operation.name());
      json.writeStringProperty("spanKind", kind == SpanKind.UNSPECIFIED ? "" : kind.label());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void links(JsonGenerator json, List<DependencyLink> links) {
    json.writeStartArray();
    for (DependencyLink link : links) {
      json.writeStartObject();
      json.writeStringProperty("parent", ServiceName.toJaeger(link.caller()));
      json.writeStringProperty("child", ServiceName.toJaeger(link.callee()));
      json.writeNumberProperty("callCount", link.callCount());
      json.writeNumberProperty("errorCount", link.errorCount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
