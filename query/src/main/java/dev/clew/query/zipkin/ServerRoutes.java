// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.query.admin.Health;
import dev.clew.query.admin.HealthCheck;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What Zipkin's server says of itself: {@code /health}, {@code /info} and its UI's settings. */
public final class ServerRoutes {

  private static final int UI_QUERY_LIMIT = 10;
  private static final int UI_LOOKBACK_MILLIS = 15 * 60 * 1000;
  private static final String NOT_KEPT = "no-store";
  private static final String KEPT = "max-age=600";
  private static final MediaType JSON = MediaType.JSON_UTF_8;

  private final Supplier<List<HealthCheck>> checks;
  private final String version;
  private final ZipkinApiConfig config;

  /**
   * Routes that are not served yet.
   *
   * @param checks of the components there are, asked for at each request
   * @param version of the server
   */
  public ServerRoutes(Supplier<List<HealthCheck>> checks, String version, ZipkinApiConfig config) {
    this.checks = checks;
    this.version = version;
    this.config = config;
  }

  /** Adds the routes; the settings are those of a UI at this path. */
  public void addTo(ServerBuilder server, String basePath) {
    server.route().get("/health").build((_, _) -> health());
    server.route().get("/info").build((_, _) -> info());
    server.route().get(basePath + "/config.json").build((_, _) -> uiConfig());
  }

  private HttpResponse health() {
    Map<String, Health> components = new LinkedHashMap<>();
    checks.get().forEach(check -> components.put(check.component(), check.ask()));
    boolean isUp = components.values().stream().allMatch(Health::isReady);
    return answer(
        isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        NOT_KEPT,
        json -> {
          json.writeStringProperty("status", status(isUp));
          json.writeObjectPropertyStart("zipkin");
          json.writeStringProperty("status", status(isUp));
          json.writeObjectPropertyStart("details");
          components.forEach((name, health) -> component(json, name, health));
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void component(JsonGenerator json, String name, Health health) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("status", status(health.isReady()));
    if (!health.isReady()) {
      json.writeObjectPropertyStart("details");
      json.writeStringProperty("error", health.detail());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String status(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }

  private HttpResponse info() {
    return answer(
        HttpStatus.OK,
        NOT_KEPT,
        json -> {
          json.writeObjectPropertyStart("zipkin");
          json.writeStringProperty("version", version);
          json.writeEndObject();
        });
  }

  private HttpResponse uiConfig() {
    return answer(
        HttpStatus.OK,
        KEPT,
        json -> {
          json.writeStringProperty("environment", "");
          json.writeNumberProperty("queryLimit", UI_QUERY_LIMIT);
          json.writeNumberProperty("defaultLookback", UI_LOOKBACK_MILLIS);
          json.writeBooleanProperty("searchEnabled", config.searchEnabled());
          json.writeNullProperty("logsUrl");
          json.writeNullProperty("supportUrl");
          json.writeNullProperty("archivePostUrl");
          json.writeNullProperty("archiveUrl");
          json.writeObjectPropertyStart("dependency");
          json.writeBooleanProperty("enabled", true);
          json.writeNumberProperty("lowErrorRate", 0.5);
          json.writeNumberProperty("highErrorRate", 0.75);
          json.writeEndObject();
        });
  }

  private static HttpResponse answer(
      HttpStatus status, String cacheControl, Consumer<JsonGenerator> properties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonMapper().createGenerator(bytes)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    return HttpResponse.of(
        ResponseHeaders.of(
            status,
            HttpHeaderNames.CONTENT_TYPE,
            JSON,
            HttpHeaderNames.CACHE_CONTROL,
            cacheControl),
        HttpData.wrap(bytes.toByteArray()));
  }
}
