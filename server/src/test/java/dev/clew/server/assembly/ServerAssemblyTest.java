// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.store.StoreException;
import dev.clew.store.segment.SegmentStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAssemblyTest {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String REQUEST =
      """
      {"resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "checkout"}}]},
        "scopeSpans": [{"spans": [{
          "traceId": "%s",
          "spanId": "b7ad6b7169203331",
          "name": "pay",
          "startTimeUnixNano": "1700000000000000000",
          "endTimeUnixNano": "1700000001000000000"}]}]}]}
      """
          .formatted(TRACE_ID);

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ServerAssembly> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    opened.forEach(ServerAssembly::close);
    client.shutdownNow();
  }

  @Test
  void start_aSpanThatIsSent_isFoundAtOnceAndAfterARestart() throws Exception {
    ServerAssembly first = assembly();
    Endpoints endpoints = first.start();

    assertThat(send(endpoints).statusCode()).isEqualTo(200);
    assertThat(get(endpoints.query(), "/api/services").body()).contains("\"checkout\"");
    first.close();

    Endpoints again = assembly().start();
    assertThat(get(again.query(), "/api/traces/" + TRACE_ID).body()).contains("\"pay\"");
    assertThat(get(again.query(), "/api/v3/traces/" + TRACE_ID).body()).contains("\"pay\"");
  }

  @Test
  void start_whileTheJournalIsReadBack_everyPortSaysSo() throws Exception {
    int query = freePort();
    int admin = freePort();
    CountDownLatch mayOpen = new CountDownLatch(1);
    CountDownLatch isOpening = new CountDownLatch(1);
    ServerAssembly server =
        assembly(
            (data, platform, config) -> {
              isOpening.countDown();
              awaitQuietly(mayOpen);
              return SegmentStore.open(data, platform, config);
            },
            "query.port=" + query,
            "admin.port=" + admin);
    FutureTask<Endpoints> start = new FutureTask<>(server::start);
    Thread.ofVirtual().start(start);
    isOpening.await();
    URI queries = URI.create("http://127.0.0.1:" + query);
    URI health = URI.create("http://127.0.0.1:" + admin);

    HttpResponse<String> refused = get(queries, "/api/services");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    assertThat(refused.body()).contains("the server is starting: it reads back its journal");
    assertThat(get(queries, "/api/v3/services").statusCode()).isEqualTo(503);
    assertThat(get(queries, "/search").statusCode()).as("the web UI").isEqualTo(200);
    assertThat(get(health, "/health").statusCode()).isEqualTo(503);
    assertThat(get(health, "/health").body()).isEqualTo("{\"status\":\"starting\"}");
    assertThat(get(health, "/ready").body()).contains("starting: reading back the journal");
    assertThat(get(health, "/metrics").statusCode()).isEqualTo(200);

    mayOpen.countDown();
    start.get();
    assertThat(get(queries, "/api/services").statusCode()).isEqualTo(200);
    assertThat(get(health, "/health").statusCode()).isEqualTo(200);
    assertThat(get(health, "/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void close_whileTheJournalIsReadBack_closesTheStoreToo() throws Exception {
    CountDownLatch mayOpen = new CountDownLatch(1);
    CountDownLatch isOpening = new CountDownLatch(1);
    ServerAssembly server =
        assembly((data, platform, config) -> {
          isOpening.countDown();
          awaitQuietly(mayOpen);
          return SegmentStore.open(data, platform, config);
        });
    FutureTask<Endpoints> start = new FutureTask<>(server::start);
    Thread.ofVirtual().start(start);
    isOpening.await();
    server.close();
    mayOpen.countDown();

    assertThatThrownBy(start::get).hasCauseInstanceOf(ClosedWhileStartingException.class);
    assembly().start(); // which it could not if the first had the directory open
  }

  @Test
  void start_servesTheWebUi() throws Exception {
    HttpResponse<String> page = get(assembly().start().query(), "/search");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Clew");
  }

  @Test
  void start_portsInUse_namesThemAndOpensNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerAssembly server = assembly("query.port=" + taken.getLocalPort());

      assertThatThrownBy(server::start)
          .isInstanceOf(PortsUnavailableException.class)
          .hasMessageContaining("query.port: " + taken.getLocalPort());
    }
    assembly().start(); // which it could not if the first had the directory open
  }

  @Test
  void start_directoryOfAnotherServer_closesWhatWasOpened() throws Exception {
    assembly().start();
    int port = freePort();
    ServerAssembly second = assembly("otlp.http.port=" + port);

    assertThatThrownBy(second::start)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(directory.toString());
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void close_refusesConnectionsAndMayBeRepeated() throws Exception {
    ServerAssembly server = assembly();
    Endpoints endpoints = server.start();

    server.close();
    server.close();

    assertThatThrownBy(() -> send(endpoints)).isInstanceOf(IOException.class);
  }

  @Test
  void close_beforeStart_keepsItFromStarting() {
    ServerAssembly server = assembly();
    server.close();

    assertThatThrownBy(server::start).isInstanceOf(ClosedWhileStartingException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ServerAssembly assembly(String... assignments) {
    return assembly(SegmentStore::open, assignments);
  }

  private ServerAssembly assembly(ServerAssembly.StoreOpener opener, String... assignments) {
    ServerAssembly assembly = new ServerAssembly(TestServer.config(directory, assignments), opener);
    opened.add(assembly);
    return assembly;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private HttpResponse<String> send(Endpoints endpoints) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(endpoints.otlpHttp().resolve("/v1/traces"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
