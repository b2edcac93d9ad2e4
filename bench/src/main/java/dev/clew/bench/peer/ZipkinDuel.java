// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.peer;

import com.sun.management.OperatingSystemMXBean;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.testkit.load.LoadPlan;
import dev.clew.testkit.load.MlWorkload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Clew beside Zipkin's own server, under the same spans over Zipkin's own protocol.
 *
 * <p>Zipkin answers before it stores, so both are measured until they have nothing left to do.
 */
public final class ZipkinDuel {

  private static final int TRACES_PER_REQUEST =
      8; // about as many spans as a reporter sends at once
  private static final int WARMUP_SPANS = 300_000;
  private static final int SPANS = 300_000;
  private static final long HEAP_BYTES_MAX = 8L << 30; // where Zipkin is at its best

  private final Path jar;
  private final Path directory;

  /**
   * A duel.
   *
   * @param jar of Zipkin's server, the one that can be executed
   * @param directory where data may be put
   */
  public ZipkinDuel(Path jar, Path directory) {
    this.jar = jar;
    this.directory = directory;
  }

  /** Lets both run, one after the other. */
  public Comparison run() throws Exception {
    Files.createDirectories(directory);
    LoadPlan defaults = LoadPlan.defaults();
    LoadPlan plan =
        new LoadPlan(
            defaults.seed(),
            TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
            defaults.nanosBetweenTraces(),
            TRACES_PER_REQUEST);
    try (ZipkinRequests requests =
        ZipkinRequests.record(
            directory.resolve("requests"), MlWorkload.of(plan), WARMUP_SPANS + SPANS)) {
      ZipkinTrial trial = new ZipkinTrial(requests, WARMUP_SPANS / requests.spansPerRequest());
      ZipkinTrial.Result clew;
      try (Contestant server = clew()) {
        clew = trial.of(server);
      }
      ZipkinTrial.Result zipkin;
      long heapBytes = Math.min(HEAP_BYTES_MAX, memoryBytes() / 2);
      try (Contestant server =
          ZipkinServer.start(jar, heapBytes, directory.resolve("zipkin.log"))) {
        zipkin = trial.of(server);
      }
      return new Comparison("Zipkin " + version(), lines(clew, zipkin), notes(requests, heapBytes));
    }
  }

  private Contestant clew() throws IOException, InterruptedException {
    ServerProcess server =
        ServerProcess.start(
            Files.createDirectories(directory.resolve("clew")),
            directory.resolve("clew.log"),
            List.of());
    return new Contestant(server.uri("zipkin.port", ""), server.process());
  }

  private static List<Comparison.Line> lines(ZipkinTrial.Result clew, ZipkinTrial.Result zipkin) {
    List<Comparison.Line> lines = new ArrayList<>();
    lines.add(
        new Comparison.Line(
            "CPU seconds per million spans", "s", clew.cpuSeconds(), zipkin.cpuSeconds(), false));
    lines.add(
        new Comparison.Line(
            "spans per second, stored",
            "1/s",
            clew.spansPerSecond(),
            zipkin.spansPerSecond(),
            true));
    lines.add(
        new Comparison.Line(
            "peak resident memory", "MB", clew.peakBytes() / 1e6, zipkin.peakBytes() / 1e6, false));
    clew.millis()
        .forEach((name, millis) ->
            lines.add(
                new Comparison.Line(
                    name, "ms", millis, zipkin.millis().getOrDefault(name, Double.NaN), false)));
    return lines;
  }

  private static List<String> notes(ZipkinRequests requests, long heapBytes) {
    String sent =
        String.format(
            Locale.ROOT,
            "The same requests to both, one server after the other: Zipkin v2 JSON of %d spans and"
                + " %.0f bytes per span, over two connections; %,d spans after %,d to warm up.",
            requests.spansPerRequest(),
            requests.bytesPerSpan(),
            SPANS,
            WARMUP_SPANS);
    String storage =
        String.format(
            Locale.ROOT,
            "Clew forces its disk before it answers; Zipkin keeps spans in memory (%,d at most, heap"
                + " %d MiB) and answers before they are stored, so both are measured until they are"
                + " idle.",
            ZipkinServer.SPANS_MAX,
            heapBytes >> 20);
    return List.of(sent, storage, "Queries: median over Zipkin's API, client included.");
  }

  private String version() {
    String name = jar.getFileName().toString();
    return name.replaceAll("^zipkin-server-|-exec\\.jar$", "");
  }

  private static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
