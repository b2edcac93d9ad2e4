// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.ingest.Load;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.bench.report.Figure.Goal.AtMost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory at a steady rate, and the way back after {@code kill -9}. */
final class ProcessChapters {

  private static final int JOURNAL_SPANS = 1_000_000;

  private final Path directory;
  private final ReportPlan plan;

  /**
   * Chapters.
   *
   * @param directory where data may be put
   */
  ProcessChapters(Path directory, ReportPlan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  Chapter memory() throws Exception {
    try (ServerProcess server = start("memory", List.of())) {
      Load load = new Load(Load.Shape.ML, 2);
      long spans = plan.steadyTime().toSeconds() * ReportPlan.STEADY_SPANS_PER_SECOND;
      double cpuBefore = server.cpuTime().toNanos() / 1e9;
      load.send(server.tracesUri(), spans, ReportPlan.STEADY_SPANS_PER_SECOND);
      double cpuSeconds = server.cpuTime().toNanos() / 1e9 - cpuBefore;
      return new Chapter(
          "Memory",
          List.of(
              Figure.of(
                  "peak resident memory at 60,000 spans/s",
                  "MB",
                  new AtMost(600),
                  server.peakMemoryBytes() / 1e6),
              Figure.of(
                  "CPU seconds per million spans at that rate, cold start included",
                  "s",
                  new Figure.Goal.None(),
                  cpuSeconds * 1e6 / spans)),
          List.of("%s ML spans into an empty store.".formatted(Numbers.format(spans))));
    }
  }

  Chapter restart() throws Exception {
    List<String> noFlush =
        List.of(
            "store.head.spans-max=2000000",
            "store.head.bytes-max=1GiB",
            "store.head.total-bytes-max=2GiB");
    try (ServerProcess server = start("restart", noFlush)) {
      new Load(Load.Shape.ML, 2).send(server.tracesUri(), JOURNAL_SPANS, Double.POSITIVE_INFINITY);
      server.kill();
    }
    double[] seconds = new double[3];
    for (int i = 0; i < seconds.length; i++) {
      try (ServerProcess server = start("restart", noFlush)) {
        seconds[i] = server.startTime().toMillis() / 1e3;
        server.kill();
      }
    }
    return new Chapter(
        "Restart",
        List.of(
            Figure.of(
                "from the start of the process to the first spans taken, a million spans in the"
                    + " journal",
                "s",
                new AtMost(3),
                seconds)),
        List.of("After kill -9, with everything in the journal and nothing in segments."));
  }

  private ServerProcess start(String name, List<String> settings)
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(directory.resolve(name));
    return ServerProcess.start(data, directory.resolve(name + ".log"), settings);
  }
}
