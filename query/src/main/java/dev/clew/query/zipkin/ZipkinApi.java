// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.cors.CorsService;
import dev.clew.query.http.QueryHandler;
import dev.clew.query.http.QueryRunner;
import dev.clew.store.TraceReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Zipkin's read API, version 2, under {@code /api/v2} and again under the path of its UI.
 *
 * <p>Paths, parameters, answers and messages are those of Zipkin's server. Spans from other
 * protocols are translated as {@code ZipkinJsonWriter} says, and searched as they are shown.
 *
 * <p>Threads: any number of requests at once.
 */
public final class ZipkinApi {

  private static final String API = "/api/v2";
  private static final Duration CORS_AGE_MAX = Duration.ofHours(2);

  private final QueryRunner runner;
  private final ZipkinApiConfig config;
  private final ZipkinErrors errors = new ZipkinErrors();
  private final TraceRoutes traces;
  private final NameRoutes names;
  private final DependencyRoute dependencies;

  /**
   * An API that is not served yet.
   *
   * @param readers gives the store, or throws as long as there is none
   */
  public ZipkinApi(
      Supplier<TraceReader> readers,
      QueryRunner runner,
      ZipkinApiConfig config,
      InstantSource clock) {
    this.runner = runner;
    this.config = config;
    this.traces = new TraceRoutes(readers, config, clock);
    this.names = new NameRoutes(readers, config, clock);
    this.dependencies = new DependencyRoute(readers, config);
  }

  /**
   * Adds the routes to a server, and answers for paths that nobody else serves.
   *
   * @param basePath of the UI, such as {@code /zipkin}; it asks below it
   */
  public void addTo(ServerBuilder server, String basePath) {
    for (String api : Set.of(API, basePath + API)) {
      get(server, api + "/trace/{id}", service("trace", traces::trace));
      get(server, api + "/traceMany", service("trace-many", traces::traceMany));
      get(server, api + "/dependencies", service("dependencies", dependencies::dependencies));
      search(server, api);
    }
    server.serviceUnder("/", ZipkinApi::unknown);
  }

  private void search(ServerBuilder server, String api) {
    get(server, api + "/traces", ifSearched(service("traces", traces::search)));
    get(server, api + "/services", ifSearched(service("services", names::services)));
    get(server, api + "/spans", ifSearched(service("spans", names::spans)));
    get(
        server,
        api + "/remoteServices",
        ifSearched(service("remote-services", names::remoteServices)));
    get(
        server,
        api + "/autocompleteKeys",
        ifSearched(service("autocomplete-keys", names::autocompleteKeys)));
    get(
        server,
        api + "/autocompleteValues",
        ifSearched(service("autocomplete-values", names::autocompleteValues)));
  }

  /** Without search all lists are empty. */
  private HttpService ifSearched(HttpService service) {
    return config.searchEnabled()
        ? service
        : service(
            "search-disabled",
            call ->
                call.writeJson(json -> {
                  json.writeStartArray();
                  json.writeEndArray();
                }));
  }

  private HttpService service(String route, QueryHandler handler) {
    return runner.service("zipkin/" + route, errors, handler);
  }

  private void get(ServerBuilder server, String path, HttpService service) {
    server.route().get(path).build(cors(config.corsOrigins()).apply(service));
  }

  /** Lets pages from these origins send and ask; nothing if there is none. */
  public static Function<? super HttpService, ? extends HttpService> cors(List<String> origins) {
    return origins.isEmpty()
        ? Function.identity()
        : CorsService.builder(origins)
            .allowRequestMethods(HttpMethod.GET, HttpMethod.POST)
            .allowRequestHeaders(HttpHeaderNames.CONTENT_TYPE, HttpHeaderNames.of("x-grpc-web"))
            .maxAge(CORS_AGE_MAX)
            .newDecorator();
  }

  private static HttpResponse unknown(ServiceRequestContext context, HttpRequest request) {
    return request.method() == HttpMethod.TRACE
        ? HttpResponse.of(HttpStatus.METHOD_NOT_ALLOWED)
        : HttpResponse.of(HttpStatus.NOT_FOUND);
  }
}
