// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that is busy, broken or silent. */
class RetryTest {

  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  RetryTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void busyServer_isAskedAgain() {
    answer(2, 503, "{\"error\":{\"httpCode\":503,\"message\":\"too many queries at once\"}}");

    assertThat(client(3).services()).containsExactly("a");
    assertThat(requests).hasValue(3);
  }

  @Test
  void busyServer_isNotAskedForEver() {
    answer(9, 503, "{\"error\":{\"httpCode\":503,\"message\":\"too many queries at once\"}}");

    assertThatThrownBy(() -> client(2).services())
        .isInstanceOf(ClewStatusException.class)
        .hasMessage("too many queries at once (HTTP 503)");
    assertThat(requests).hasValue(2);
  }

  @Test
  void otherErrors_areNotTriedAgain() {
    answer(9, 500, "{\"data\":null,\"errors\":[{\"code\":500,\"msg\":\"broken\"}]}");

    assertThatThrownBy(() -> client(3).services()).hasMessage("broken (HTTP 500)");
    assertThat(requests).hasValue(1);
  }

  @Test
  void strangeServer_isNamed() {
    answer(0, 200, "");
    server.createContext(
        "/other/api/v3/services",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });

    assertThatThrownBy(() -> ClewClient.of(uri().resolve("/other/")).services())
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void silentServer_isGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThatThrownBy(() ->
            ClewClient.of(
                    new ClewClientConfig(uri(), Duration.ofMillis(200), 3, Duration.ofMillis(1)))
                .services())
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("no answer within PT0.2S");
    end.countDown();
  }

  @Test
  void noServer_isNamed() {
    server.stop(0);

    assertThatThrownBy(() -> client(2).services())
        .isInstanceOf(ClewException.class)
        .hasMessageContaining(uri() + "/api/v3/services");
  }

  /** Answers some requests with an error, and then with one service. */
  private void answer(int errors, int status, String body) {
    server.createContext(
        "/api/v3/services",
        exchange -> {
          boolean isError = requests.incrementAndGet() <= errors;
          byte[] bytes =
              (isError ? body : "{\"services\":[\"a\"]}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isError ? status : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private ClewClient client(int attemptsMax) {
    return ClewClient.of(
        new ClewClientConfig(uri(), Duration.ofSeconds(10), attemptsMax, Duration.ofMillis(1)));
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
