// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, as the system sees it. */
public final class MeasuredProcess implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ANSWER_INTERVAL = Duration.ofMillis(100);
  private static final Duration IDLE_WINDOW = Duration.ofMillis(500);
  private static final double IDLE_CPU_SHARE = 0.05;

  private final Process process;

  private MeasuredProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @param environment added to that of this process
   * @param log where its output goes
   */
  public static MeasuredProcess start(
      List<String> command, Map<String, String> environment, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new MeasuredProcess(builder.start());
  }

  /** CPU time of the process so far, of all its threads. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most memory that was ever resident, or 0 where there is no {@code /proc}. */
  public long peakMemoryBytes() throws IOException {
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

  /**
   * Waits until the process has next to nothing to do any more.
   *
   * @return since when, by {@link System#nanoTime}; empty if it was still busy in the end
   */
  public OptionalLong awaitIdle(Duration timeout) throws InterruptedException {
    long sinceNanos = System.nanoTime();
    long endNanos = sinceNanos + timeout.toNanos();
    Duration before = cpuTime();
    while (sinceNanos < endNanos && !awaitExit(IDLE_WINDOW)) {
      Duration now = cpuTime();
      if (now.minus(before).toNanos() < IDLE_WINDOW.toNanos() * IDLE_CPU_SHARE) {
        return OptionalLong.of(sinceNanos);
      }
      before = now;
      sinceNanos = System.nanoTime();
    }
    return OptionalLong.empty();
  }

  /**
   * Waits until the server in the process answers a request with 200.
   *
   * @return false if it has ended, or does not do so in time
   */
  public boolean awaitAnswer(HttpRequest request, Duration timeout) throws InterruptedException {
    long endNanos = System.nanoTime() + timeout.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < endNanos && !awaitExit(ANSWER_INTERVAL)) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return true;
          }
        } catch (IOException _) {
          // the port is not open yet
        }
      }
    }
    return false;
  }

  /** Waits for the process to end; false if it goes on. */
  public boolean awaitExit(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends the process as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Stops the process as Ctrl-C would. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!awaitExit(STOP_TIMEOUT)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
