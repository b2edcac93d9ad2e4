// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.query.http.TestQueryServer.Answer;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.store.QueryLimitException;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.QueryCancelledException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.QueryStats.Partial;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryRunnerTest {

  private static final long SECONDS_MAX = 60; // only so that a hanging runner fails the test

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(failure(() -> ApiException.notFound("gone")), 404, "gone"),
        Arguments.of(failure(() -> new InvalidQueryException("bad regex")), 400, "bad regex"),
        Arguments.of(
            failure(() -> new QueryLimitException(Partial.TIME)), 504, "query limit reached: TIME"),
        Arguments.of(
            failure(() -> new QueryLimitException(Partial.ROWS)), 422, "query limit reached: ROWS"),
        Arguments.of(
            failure(() ->
                new StoreUnavailableException(
                    StoreUnavailableException.Reason.STARTING, "opening", Duration.ZERO)),
            503,
            "opening"),
        Arguments.of(failure(() -> new StoreException("/secret/path")), 500, "the store cannot"),
        Arguments.of(failure(() -> new IllegalStateException("secret")), 500, "internal error"),
        Arguments.of(
            failure(() -> {
              throw new NoClassDefFoundError("secret");
            }),
            500,
            "internal error"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void answer_failure_isAStatusAndAMessageWithoutSecrets(
      Supplier<RuntimeException> failure, int status, String message) {
    QueryHandler handler =
        call ->
            call.writeJson(json -> {
              json.writeStartObject();
              throw failure.get();
            });
    try (TestQueryServer server = server(QueryConfig.defaults(), handler)) {
      Answer answer = server.get("/q");

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().at("/error/httpCode").asInt()).isEqualTo(status);
      assertThat(answer.json().at("/error/message").asString()).startsWith(message);
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Test
  void answer_failureAfterALotWasSent_cutsTheConnection() {
    QueryHandler handler =
        call ->
            call.writeJson(json -> {
              json.writeStartArray();
              for (int i = 0; i < 1_000_000; i++) {
                json.writeNumber(i);
              }
              throw new IllegalStateException("half way");
            });
    try (TestQueryServer server = server(QueryConfig.defaults(), handler)) {
      assertThatThrownBy(() -> server.get("/q")).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void answer_clientThatIsGone_cancelsTheQuery() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    QueryHandler handler =
        call -> {
          QueryContext context = call.searchContext();
          started.countDown();
          while (!context.cancelled().getAsBoolean()) {
            Thread.onSpinWait();
          }
          cancelled.complete(true);
          throw new QueryCancelledException();
        };
    try (TestQueryServer server = server(QueryConfig.defaults(), handler)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket
            .getOutputStream()
            .write("GET /q HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(started.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(cancelled.get(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void answer_clientThatStopsReading_cancelsTheQuery() throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    QueryHandler handler =
        call -> {
          try {
            call.writeJson(json -> {
              json.writeStartArray();
              while (true) {
                json.writeNumber(Long.MAX_VALUE);
              }
            });
          } catch (RuntimeException thrown) {
            end.complete(thrown);
            throw thrown;
          }
        };
    try (TestQueryServer server = server(QueryConfig.defaults(), handler)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket
            .getOutputStream()
            .write("GET /q HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }

      assertThat(end.get(SECONDS_MAX, TimeUnit.SECONDS))
          .isInstanceOf(QueryCancelledException.class);
    }
  }

  @Test
  void start_moreThanMayWait_isRefusedAtOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    QueryHandler handler =
        call -> {
          running.countDown();
          await(release);
          call.writeJson(json -> json.writeString("done"));
        };
    QueryConfig one =
        new QueryConfig(QueryLimits.defaults(), Duration.ofMinutes(5), 1, 0, 100, 100);
    try (TestQueryServer server = server(one, handler)) {
      CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> server.get("/q"));
      assertThat(running.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();

      Answer refused = server.get("/q");
      release.countDown();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().at("/error/message").asString()).contains("too many queries");
      assertThat(first.get(SECONDS_MAX, TimeUnit.SECONDS).body()).isEqualTo("\"done\"");
      assertThat(server.get("/q").status()).isEqualTo(200);
    }
  }

  @Test
  void searchContext_hasTheLimitsOfTheConfig() {
    AtomicReference<Optional<QueryContext>> seen = new AtomicReference<>(Optional.empty());
    QueryLimits limits = new QueryLimits(10, 20, Duration.ofSeconds(3));
    QueryConfig config = new QueryConfig(limits, Duration.ofSeconds(50), 1, 0, 1, 1);
    QueryHandler handler =
        call -> {
          seen.set(Optional.of(call.searchContext()));
          assertThat(call.readContext().limits().timeout()).isEqualTo(Duration.ofSeconds(50));
          call.writeJson(json -> json.writeNull());
        };
    try (TestQueryServer server = server(config, handler)) {
      assertThat(server.get("/q").status()).isEqualTo(200);
    }

    QueryLimits given = seen.get().orElseThrow().limits();
    assertThat(given.rowsMax()).isEqualTo(10);
    assertThat(given.bytesMax()).isEqualTo(20);
    assertThat(given.timeout()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void metrics_countByRouteAndOutcome() {
    QueryHandler handler =
        call -> {
          if (call.parameters().flag("fail")) {
            throw ApiException.badRequest("no");
          }
          call.markPartial();
          call.writeJson(json -> json.writeNull());
        };
    try (TestQueryServer server = server(QueryConfig.defaults(), handler)) {
      assertThat(server.get("/q").status()).isEqualTo(200);
      assertThat(server.get("/q?fail=1").status()).isEqualTo(400);

      assertThat(timer(server, "partial").count()).isEqualTo(1);
      assertThat(timer(server, "refused").count()).isEqualTo(1);
    }
  }

  @Test
  void config_thatMakesNoSense_isRefused() {
    assertThatThrownBy(
            () -> new QueryConfig(QueryLimits.defaults(), Duration.ofSeconds(1), 1, 0, 1, 1))
        .hasMessageStartingWith("responseTimeout: PT1S (expected: not less than");
    assertThatThrownBy(
            () -> new QueryConfig(QueryLimits.defaults(), Duration.ofMinutes(1), 0, 0, 1, 1))
        .hasMessage("concurrentMax: 0 (expected: 1 or more)");
    assertThatThrownBy(
            () -> new QueryConfig(QueryLimits.defaults(), Duration.ofMinutes(1), 1, 0, 9, 8))
        .hasMessage("tracesMax: 8 (expected: 9 or more)");
  }

  private static TestQueryServer server(QueryConfig config, QueryHandler handler) {
    return TestQueryServer.of(
        (server, runner) -> server.service("/q", runner.service("test", new V3Errors(), handler)),
        config);
  }

  private static Timer timer(TestQueryServer server, String outcome) {
    return server
        .meters()
        .get("clew.query.duration")
        .tag("route", "test")
        .tag("outcome", outcome)
        .timer();
  }

  private static Supplier<RuntimeException> failure(Supplier<RuntimeException> failure) {
    return failure;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
