// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.query.clew.TraceApi;
import dev.clew.query.jaeger.JaegerApi;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.v3.JaegerV3Api;
import dev.clew.store.TraceReader;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.testkit.RandomSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query APIs on a real port over a given reader, and a client for them. */
public final class TestQueryServer implements AutoCloseable {

  /** What the APIs take for now: an hour after the first of the random spans. */
  public static final Instant NOW =
      Instant.ofEpochSecond(RandomSpans.BASE_NANOS / 1_000_000_000L + 3600);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Server server;

  /** An answer. */
  public record Answer(int status, String contentType, String body) {
    /** The body as JSON. */
    public JsonNode json() {
      return MAPPER.readTree(body);
    }
  }

  private TestQueryServer(BiConsumer<ServerBuilder, QueryRunner> services, QueryConfig config) {
    QueryRunner runner = new QueryRunner(config, executor, System::nanoTime, meters);
    ServerBuilder builder =
        Server.builder().http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    services.accept(builder, runner);
    this.server = builder.build();
    server.start().join();
  }

  /** Both Jaeger APIs. */
  public static TestQueryServer jaeger(TraceReader reader) {
    return jaeger(reader, QueryConfig.defaults());
  }

  /** Both Jaeger APIs with these limits. */
  public static TestQueryServer jaeger(TraceReader reader, QueryConfig config) {
    return jaeger(new TraceSource(reader), StoreAdmin.none(), config);
  }

  /** Both Jaeger APIs and Clew's own, over these parts. */
  public static TestQueryServer jaeger(TraceSource traces, StoreAdmin admin, QueryConfig config) {
    return new TestQueryServer(
        (server, runner) -> {
          new JaegerApi(traces, admin, runner, InstantSource.fixed(NOW)).addTo(server, "");
          new JaegerV3Api(traces, runner).addTo(server, "");
          new TraceApi(admin, runner, true).addTo(server, "");
        },
        config);
  }

  /** Anything. */
  public static TestQueryServer of(
      BiConsumer<ServerBuilder, QueryRunner> services, QueryConfig config) {
    return new TestQueryServer(services, config);
  }

  /** The port it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** What was measured. */
  public SimpleMeterRegistry meters() {
    return meters;
  }

  /** Sends a GET request; the path is sent as it is, so it must be encoded. */
  public Answer get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Sends a POST request. */
  public Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /** Sends a request and returns everything about the answer. */
  public HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address of a path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  @Override
  public void close() {
    var _ = server.closeAsync(); // takes Netty two seconds, which no test needs to see
    client.shutdownNow();
    executor.shutdownNow();
  }

  private Answer send(HttpRequest request) {
    HttpResponse<byte[]> response =
        exchange(HttpRequest.newBuilder(request, (name, value) -> true));
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("content-type").orElse(""),
        new String(response.body(), StandardCharsets.UTF_8));
  }
}
