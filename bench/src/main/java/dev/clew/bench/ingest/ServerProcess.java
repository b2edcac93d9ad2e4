// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import dev.clew.server.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Clew server in a process of its own, on free ports, with the options of this Java. */
final class ServerProcess implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final List<String> PORTS =
      List.of("otlp.http.port", "otlp.grpc.port", "query.port", "admin.port");

  private final Process process;
  private final URI tracesUri;

  private ServerProcess(Process process, URI tracesUri) {
    this.process = process;
    this.tracesUri = tracesUri;
  }

  /**
   * Starts a server and waits until it takes spans.
   *
   * @param dataDirectory where it stores them
   * @param log where its output goes
   * @throws IOException if it does not start
   */
  static ServerProcess start(Path dataDirectory, Path log)
      throws IOException, InterruptedException {
    List<Integer> ports = freePorts(PORTS.size());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve", "--data-dir", dataDirectory.toString()));
    for (int i = 0; i < PORTS.size(); i++) {
      command.addAll(List.of("--set", PORTS.get(i) + "=" + ports.get(i)));
    }
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ServerProcess server =
        new ServerProcess(
            process, URI.create("http://127.0.0.1:" + ports.getFirst() + "/v1/traces"));
    if (!server.becomesReady()) {
      server.close();
      throw new IOException("server: not ready, it says:\n" + Files.readString(log));
    }
    return server;
  }

  /** Where spans are sent to. */
  URI tracesUri() {
    return tracesUri;
  }

  /** CPU time of the process so far, of all its threads. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most memory that was ever resident, or 0 where there is no {@code /proc}. */
  long peakMemoryBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }

  /** Stops the server as Ctrl-C would. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean becomesReady() throws InterruptedException {
    long endNanos = System.nanoTime() + START_TIMEOUT.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < endNanos && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
        if (takesSpans(client)) {
          return true;
        }
      }
    }
    return false;
  }

  /** An empty request is refused until the store is open. */
  private boolean takesSpans(HttpClient client) throws InterruptedException {
    HttpRequest empty =
        HttpRequest.newBuilder(tracesUri)
            .header("content-type", "application/x-protobuf")
            .POST(BodyPublishers.noBody())
            .build();
    try {
      return client.send(empty, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // the port is not open yet
    }
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
