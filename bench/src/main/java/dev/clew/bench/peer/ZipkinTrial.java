// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.peer;

import dev.clew.bench.http.BlockingClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of each server: to take the requests, and then to find spans in them. */
final class ZipkinTrial {

  private static final int CONNECTIONS = 2;
  private static final int ROUNDS = 15;
  private static final int WARMUP_ROUNDS = 5;
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingClient questions = new BlockingClient();
  private final ZipkinRequests requests;
  private final int warmupRequests;

  /**
   * What came of it.
   *
   * @param cpuSeconds per million spans, until the last one is stored
   * @param spansPerSecond stored
   * @param millis the median by question
   */
  record Result(
      double cpuSeconds, double spansPerSecond, double peakBytes, Map<String, Double> millis) {}

  ZipkinTrial(ZipkinRequests requests, int warmupRequests) {
    this.requests = requests;
    this.warmupRequests = warmupRequests;
  }

  Result of(Contestant server) throws Exception {
    send(server, 0, warmupRequests);
    double cpuBefore = server.process().cpuTime().toNanos() / 1e9;
    long beginNanos = System.nanoTime();
    long endNanos = send(server, warmupRequests, requests.size());
    double seconds = (endNanos - beginNanos) / 1e9;
    double cpuSeconds = server.process().cpuTime().toNanos() / 1e9 - cpuBefore;
    double spans = (double) (requests.size() - warmupRequests) * requests.spansPerRequest();
    Map<String, Double> millis = ask(server);
    return new Result(
        cpuSeconds * 1e6 / spans, spans / seconds, server.process().peakMemoryBytes(), millis);
  }

  /** Sends requests over all connections, and returns when nothing was left to do. */
  private long send(Contestant server, int begin, int end) throws Exception {
    AtomicInteger next = new AtomicInteger(begin);
    Callable<Void> sender =
        () -> {
          for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
            send(server, requests.get(i));
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (Future<Void> sent : threads.invokeAll(List.of(sender, sender))) {
        sent.get();
      }
    }
    return server
        .process()
        .awaitIdle(IDLE_TIMEOUT)
        .orElseThrow(() ->
            new IOException(
                server.uri() + ": still busy " + IDLE_TIMEOUT + " after the last request"));
  }

  private void send(Contestant server, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/v2/spans"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new IOException("spans: status " + status + " (expected: 202)");
    }
  }

  private Map<String, Double> ask(Contestant server) throws IOException {
    String window =
        "lookback=" + 2 * HOUR_MILLIS + "&endTs=" + (System.currentTimeMillis() + HOUR_MILLIS);
    String search = "/api/v2/traces?limit=20&" + window;
    String byService = search + "&serviceName=model-server";
    List<String> ids = traceIds(get(server, byService.replace("=20", "=100")));
    Map<String, Double> millis = new LinkedHashMap<>();
    ask(millis, server, "trace by id", i -> "/api/v2/trace/" + ids.get(i % ids.size()));
    ask(
        millis,
        server,
        "trace by id, unknown",
        i -> String.format(Locale.ROOT, "/api/v2/trace/%016x%016x", 0x7e57L, i + 1L));
    ask(millis, server, "services", _ -> "/api/v2/services");
    ask(millis, server, "20 traces of a service", _ -> byService);
    ask(
        millis,
        server,
        "20 traces of a service, slower than 30 ms",
        _ -> byService + "&minDuration=30000");
    ask(
        millis,
        server,
        "20 traces by a common tag",
        _ -> byService + "&annotationQuery=ml.model.name%3Dfraud-detect");
    ask(
        millis,
        server,
        "20 traces by a tag that no span has",
        _ -> byService + "&annotationQuery=request.id%3Dnone");
    ask(millis, server, "dependencies", _ -> "/api/v2/dependencies?" + window);
    return millis;
  }

  private void ask(
      Map<String, Double> medians, Contestant server, String name, IntFunction<String> path)
      throws IOException {
    double[] millis = new double[ROUNDS];
    for (int i = -WARMUP_ROUNDS; i < ROUNDS; i++) {
      long beginNanos = System.nanoTime();
      get(server, path.apply(Math.abs(i)));
      if (i >= 0) {
        millis[i] = (System.nanoTime() - beginNanos) / 1e6;
      }
    }
    Arrays.sort(millis);
    medians.put(name, millis[ROUNDS / 2]);
  }

  private byte[] get(Contestant server, String path) throws IOException {
    URI uri = server.uri().resolve(path);
    return questions.get(uri).orThrow(uri).body();
  }

  private static List<String> traceIds(byte[] traces) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode trace : new JsonMapper().readTree(traces)) {
      ids.add(trace.at("/0/traceId").asString());
    }
    if (ids.isEmpty()) {
      throw new IOException("search: no traces (expected: those that were sent)");
    }
    return ids;
  }
}
