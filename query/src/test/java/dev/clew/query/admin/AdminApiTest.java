// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminApiTest {

  private volatile Health store = Health.notReady("opening");
  private volatile boolean isStarting;
  private Server server;

  @BeforeEach
  void start() {
    AdminApi api =
        new AdminApi(
            List.of(
                new HealthCheck("ingest", () -> Health.ready("running")),
                new HealthCheck("store", () -> store)),
            () -> "clew_spans_total 7\n",
            () -> isStarting);
    ServerBuilder builder = Server.builder().http(0);
    api.addTo(builder);
    server = builder.build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    server.stop().join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health"})
  void health_isUp_evenWhileComponentsAreNotReady(String path) {
    AggregatedHttpResponse response = get(path);
    assertThat(response.status().code()).isEqualTo(200);
    assertThat(response.contentUtf8()).isEqualTo("{\"status\":\"up\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health"})
  void health_whileStarting_saysSo(String path) {
    isStarting = true;
    AggregatedHttpResponse response = get(path);
    assertThat(response.status().code()).isEqualTo(503);
    assertThat(response.contentUtf8()).isEqualTo("{\"status\":\"starting\"}");
  }

  @Test
  void ready_waitsForEveryComponent_andNamesThem() {
    assertThat(get("/ready").status().code()).isEqualTo(503);
    assertThat(get("/ready").contentUtf8())
        .isEqualTo(
            "{\"status\":\"not ready\",\"components\":["
                + "{\"name\":\"ingest\",\"ready\":true,\"detail\":\"running\"},"
                + "{\"name\":\"store\",\"ready\":false,\"detail\":\"opening\"}]}");

    store = Health.ready("open");

    assertThat(get("/ready").status().code()).isEqualTo(200);
    assertThat(get("/ready").contentUtf8()).startsWith("{\"status\":\"ready\"");
  }

  @Test
  void check_thatThrows_isNotReady() {
    HealthCheck check =
        new HealthCheck(
            "broken",
            () -> {
              throw new IllegalStateException("bug");
            });
    assertThat(check.ask())
        .isEqualTo(Health.notReady("check failed: java.lang.IllegalStateException: bug"));
  }

  @Test
  void metrics_areInPrometheusFormat() {
    AggregatedHttpResponse response = get("/metrics");
    assertThat(response.headers().get("content-type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.contentUtf8()).isEqualTo("clew_spans_total 7\n");
  }

  @Test
  void anotherPath_isNotFound() {
    assertThat(get("/metricz").status().code()).isEqualTo(404);
  }

  private AggregatedHttpResponse get(String path) {
    return WebClient.of("http://127.0.0.1:" + server.activeLocalPort())
        .get(path)
        .aggregate()
        .join();
  }
}
