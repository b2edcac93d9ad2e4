// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import dev.clew.server.config.Assignment;
import dev.clew.server.config.Configuration;
import dev.clew.server.config.ConfigurationLoader;
import dev.clew.server.config.RegistrySettings;
import dev.clew.server.config.ServerConfig;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a model registry beside it. */
class RegistriesTest {

  private static final String VERSION =
      "{\"model_version\":{\"name\":\"fraud\",\"version\":\"3\",\"run_id\":\"run-9\"}}";
  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void spansOfAModel_areFoundByTheRunThatTheRegistryNames() throws Exception {
    try (Server mlflow =
        Server.builder()
            .http(0)
            .service(
                "/api/2.0/mlflow/model-versions/get",
                (_, request) ->
                    request.headers().contains("authorization", "Bearer s3cr3t")
                        ? HttpResponse.of(HttpStatus.OK, MediaType.JSON, VERSION)
                        : HttpResponse.of(HttpStatus.UNAUTHORIZED))
            .build()) {
      mlflow.start().join();
      try (ServerAssembly server = assembly(mlflow.activeLocalPort())) {
        Endpoints endpoints = server.start();
        String found = "";
        for (int i = 1; i <= 600 && !found.contains("\"pay\""); i++) {
          send(endpoints.otlpHttp(), i);
          LockSupport.parkNanos(100_000_000);
          found = find(endpoints.query());
        }

        assertThat(found).contains("\"pay\"");
        assertThat(get(endpoints.admin(), "/metrics"))
            .contains("clew_registry_requests_total{outcome=\"found\",registry=\"models\"} 1.0");
      }
    }
  }

  @Test
  void secret_isNotShown() {
    Configuration configuration =
        new ConfigurationLoader(Settings.all())
            .load(null, Map.of("CLEW_REGISTRY_MLFLOW_AUTHORIZATION", "Bearer s3cr3t"), List.of());

    assertThat(configuration.get(RegistrySettings.MLFLOW_AUTHORIZATION)).isEqualTo("Bearer s3cr3t");
    assertThat(configuration.values())
        .extracting(Configuration.Effective::formattedValue)
        .noneMatch(value -> value.contains("s3cr3t"));
  }

  private ServerAssembly assembly(int mlflowPort) {
    List<Assignment> overrides = new ArrayList<>();
    Settings.all().stream()
        .map(Setting::key)
        .filter(key -> key.endsWith(".port"))
        .forEach(key -> overrides.add(new Assignment(key, "0", "test")));
    overrides.add(new Assignment("data-dir", directory.toString(), "test"));
    overrides.add(new Assignment("registry.mlflow.url", "http://127.0.0.1:" + mlflowPort, "test"));
    overrides.add(new Assignment("registry.mlflow.authorization", "Bearer s3cr3t", "test"));
    overrides.add(new Assignment("registry.timeout", "30s", "test"));
    return new ServerAssembly(
        ServerConfig.of(new ConfigurationLoader(Settings.all()).load(null, Map.of(), overrides)));
  }

  private void send(URI otlp, int trace) throws IOException, InterruptedException {
    String spans =
        """
        {"resourceSpans": [{
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "checkout"}}]},
          "scopeSpans": [{"spans": [{
            "traceId": "TRACE",
            "spanId": "b7ad6b7169203331",
            "name": "pay",
            "startTimeUnixNano": "1700000000000000000",
            "endTimeUnixNano": "1700000001000000000",
            "attributes": [{"key": "ml.model.name", "value": {"stringValue": "fraud"}},
              {"key": "ml.model.version", "value": {"stringValue": "3"}}]}]}]}]}
        """
            .replace("TRACE", "0".repeat(16) + HexFormat.of().toHexDigits((long) trace));
    HttpRequest request =
        HttpRequest.newBuilder(otlp.resolve("/v1/traces"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(spans))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private String find(URI query) throws IOException, InterruptedException {
    String tags = URLEncoder.encode("{\"ml.run.id\":\"run-9\"}", StandardCharsets.UTF_8);
    return get(query, "/api/traces?service=checkout&start=0&tags=" + tags);
  }

  private String get(URI base, String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
