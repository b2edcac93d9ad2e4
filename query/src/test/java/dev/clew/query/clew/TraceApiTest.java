// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.clew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceApiTest {

  private final ReferenceTraceStore store =
      ReferenceTraceStore.of(
          Spans.span(1, 1).service("batch").name("collect").build(),
          Spans.span(1, 2).parent(1).service("batch").name("item").build(),
          Spans.span(2, 3).service("train").name("use").link(1, 2).link(9, 9).build(),
          Spans.span(3, 4).service("other").name("none").build());
  private final TestQueryServer server =
      TestQueryServer.jaeger(
          new TraceSource(store.reader()), store.admin(), QueryConfig.defaults());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void delete_removesATrace_once() {
    HttpResponse<byte[]> deleted = delete("/api/clew/v1/traces/1");

    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(text(deleted)).contains("\"spanCount\":2");
    assertThat(server.get("/api/traces/1").status()).isEqualTo(404);
    assertThat(server.get("/api/traces/2").status()).isEqualTo(200);
    assertThat(delete("/api/clew/v1/traces/1").statusCode()).isEqualTo(404);
    assertThat(delete("/api/clew/v1/traces/x").statusCode()).isEqualTo(400);
  }

  @Test
  void delete_whereItIsOff_isForbidden() {
    try (TestQueryServer guarded =
        TestQueryServer.of(
            (http, runner) -> new TraceApi(store.admin(), runner, false).addTo(http, ""),
            QueryConfig.defaults())) {
      HttpResponse<byte[]> answer =
          guarded.exchange(HttpRequest.newBuilder(guarded.uri("/api/clew/v1/traces/1")).DELETE());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(text(answer)).contains("query.delete-enabled");
    }
  }

  @Test
  void deleteAndArchive_ofAStoreThatCannot_areNotImplemented() {
    try (TestQueryServer refusing = TestQueryServer.jaeger(store.reader())) {
      HttpResponse<byte[]> deleted =
          refusing.exchange(HttpRequest.newBuilder(refusing.uri("/api/clew/v1/traces/1")).DELETE());

      assertThat(deleted.statusCode()).isEqualTo(501);
      assertThat(text(deleted)).contains("this store cannot delete");
      assertThat(refusing.post("/api/archive/1", "").status()).isEqualTo(501);
    }
  }

  @Test
  void archive_keepsATrace_orSaysThatThereIsNone() {
    assertThat(server.post("/api/archive/1", "").body()).contains("\"data\":[]");
    assertThat(store.admin().isArchived(new TraceId(0, 1))).isTrue();
    assertThat(server.post("/api/archive/77", "").status()).isEqualTo(404);
  }

  private HttpResponse<byte[]> delete(String path) {
    return server.exchange(HttpRequest.newBuilder(server.uri(path)).DELETE());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
