// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.admin;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Health, readiness and metrics over HTTP.
 *
 * <ul>
 *   <li>{@code GET /} and {@code GET /health}: 503 while the server starts, then 200 as long as the
 *       process answers at all
 *   <li>{@code GET /ready}: 200 when every component is ready, else 503; both name each component
 *   <li>{@code GET /metrics}: Prometheus' text format
 * </ul>
 *
 * <p>Threads: any number at once.
 */
public final class AdminApi {

  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final List<HealthCheck> checks;
  private final Supplier<String> metrics;
  private final BooleanSupplier isStarting;

  /**
   * An API about these components.
   *
   * @param metrics the current figures in Prometheus' text format
   * @param isStarting whether the server is not there yet
   */
  public AdminApi(List<HealthCheck> checks, Supplier<String> metrics, BooleanSupplier isStarting) {
    this.checks = List.copyOf(checks);
    this.metrics = metrics;
    this.isStarting = isStarting;
  }

  /** Adds the routes. */
  public void addTo(ServerBuilder server) {
    server.route().get("/").get("/health").build((_, _) -> health());
    server.route().get("/ready").build((_, _) -> ready());
    server
        .route()
        .get("/metrics")
        .build((_, _) -> answer(HttpStatus.OK, PROMETHEUS, HttpData.ofUtf8(metrics.get())));
  }

  private HttpResponse health() {
    return isStarting.getAsBoolean()
        ? json(
            HttpStatus.SERVICE_UNAVAILABLE, json -> json.writeStringProperty("status", "starting"))
        : json(HttpStatus.OK, json -> json.writeStringProperty("status", "up"));
  }

  private HttpResponse ready() {
    List<Health> healths = checks.stream().map(HealthCheck::ask).toList();
    boolean isReady = healths.stream().allMatch(Health::isReady);
    return json(
        isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        json -> {
          json.writeStringProperty("status", isReady ? "ready" : "not ready");
          json.writeArrayPropertyStart("components");
          for (int i = 0; i < healths.size(); i++) {
            json.writeStartObject();
            json.writeStringProperty("name", checks.get(i).component());
            json.writeBooleanProperty("ready", healths.get(i).isReady());
            json.writeStringProperty("detail", healths.get(i).detail());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static HttpResponse json(HttpStatus status, Consumer<JsonGenerator> properties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonMapper().createGenerator(bytes)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    return answer(status, MediaType.JSON, HttpData.wrap(bytes.toByteArray()));
  }

  private static HttpResponse answer(HttpStatus status, MediaType type, HttpData body) {
    return HttpResponse.of(
        ResponseHeaders.of(
            status,
            HttpHeaderNames.CONTENT_TYPE,
            type,
            HttpHeaderNames.CACHE_CONTROL,
            ServerCacheControl.DISABLED.asHeaderValue()),
        body);
  }
}
