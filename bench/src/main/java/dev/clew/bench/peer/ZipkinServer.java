// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.peer;

import dev.clew.bench.ingest.MeasuredProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Zipkin's own server with its storage in memory, in a process of its own. */
final class ZipkinServer {

  /** As many spans as Zipkin keeps if nobody says otherwise. */
  static final int SPANS_MAX = 500_000;

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private ZipkinServer() {}

  /**
   * Starts it and waits until it is ready.
   *
   * @param jar the {@code exec} jar
   * @param heapBytes the most that Java may use
   */
  static Contestant start(Path jar, long heapBytes, Path log)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + port);
    MeasuredProcess process =
        MeasuredProcess.start(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (heapBytes >> 20) + "m",
                "-jar",
                jar.toString()),
            Map.of(
                "QUERY_PORT", Integer.toString(port),
                "STORAGE_TYPE", "mem",
                "MEM_MAX_SPANS", Integer.toString(SPANS_MAX)),
            log);
    HttpRequest health = HttpRequest.newBuilder(uri.resolve("/health")).GET().build();
    if (!process.awaitAnswer(health, START_TIMEOUT)) {
      process.close();
      throw new IOException("Zipkin: not ready, it says:\n" + Files.readString(log));
    }
    return new Contestant(uri, process);
  }
}
