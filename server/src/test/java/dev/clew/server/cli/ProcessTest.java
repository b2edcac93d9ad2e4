// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.StoreFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, told to end as a service manager does it. */
class ProcessTest {

  private static final int SIGTERM_EXIT_CODE = 128 + 15;
  private static final Pattern OTLP_HTTP = Pattern.compile(" *OTLP HTTP +(http://\\S+)");
  private static final int SPANS = 50;

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void serve_terminated_keepsWhatWasAcknowledged() throws Exception {
    Path data = directory.resolve("data");
    Process server = start("serve", "--data-dir", data.toString());
    try (BufferedReader output = server.inputReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      URI traces = URI.create(ServerProcess.await(output, OTLP_HTTP));
      for (int span = 1; span <= SPANS; span++) {
        assertThat(send(client, traces, span)).isEqualTo(200);
      }
      server.destroy();
      assertThat(server.waitFor()).isEqualTo(SIGTERM_EXIT_CODE);
    }

    Set<TraceId> stored = new HashSet<>();
    try (StoreFiles files = StoreFiles.open(data, new RealDisk());
        TraceChunks chunks = files.traces(SpanFilter.all(), TimeRange.ALL)) {
      assertThat(files.verify().findings()).isEmpty();
      chunks.forEachRemaining(batch -> {
        for (int row = 0; row < batch.spanCount(); row++) {
          stored.add(batch.traceId(row));
        }
      });
    }
    assertThat(stored).hasSize(SPANS);
  }

  @Test
  void serve_terminatedAtAnyMoment_canBeStartedAgain() throws Exception {
    Path data = directory.resolve("data");
    for (int lines = 0; lines < 2; lines++) {
      Process server = start("serve", "--data-dir", data.toString());
      try (BufferedReader output = server.inputReader(UTF_8)) {
        for (int line = 0; line < lines; line++) {
          output.readLine();
        }
        server.destroy();
        assertThat(server.waitFor()).isIn(SIGTERM_EXIT_CODE, 1);
      }
    }
    Process server = start("serve", "--data-dir", data.toString());
    try (BufferedReader output = server.inputReader(UTF_8)) {
      assertThat(ServerProcess.await(output, OTLP_HTTP)).startsWith("http://");
    }
  }

  @Test
  void demo_sendsAndEndsByItself_andLeavesNothing() throws Exception {
    Process demo = start("demo", "--backfill", "1m", "--rate", "5", "--duration", "1s");
    String output;
    try (BufferedReader reader = demo.inputReader(UTF_8)) {
      output = String.join("\n", reader.readAllLines());
    }
    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("Clew is ready: http://", "live: ", "Three things worth looking at");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("clew-demo-"));
    }
  }

  private Process start(String... arguments) throws IOException {
    Process process = ServerProcess.start(directory, arguments);
    started.add(process);
    return process;
  }

  private static int send(HttpClient client, URI traces, int span)
      throws IOException, InterruptedException {
    String body =
        String.format(
            Locale.ROOT,
            """
            {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%032x", "spanId": "%016x",
              "startTimeUnixNano": "1700000000000000000", "endTimeUnixNano": "1700000001000000000"}]}]}]}
            """,
            span,
            span);
    return client
        .send(
            HttpRequest.newBuilder(traces)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
