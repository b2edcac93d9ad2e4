// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.ingest;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./clew bench ingest}: starts a server in a process of its own on an empty data directory,
 * sends spans over OTLP/HTTP, and reports what that cost the process.
 */
@Command(
    name = "ingest",
    description = "Measure what it costs a whole server to take spans in over OTLP/HTTP.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class IngestBench implements Callable<Integer> {

  enum Format {
    MARKDOWN,
    JSON
  }

  @Option(names = "--spans", description = "How many spans to measure.")
  private long spans = 2_000_000;

  @Option(names = "--warmup", description = "How many spans to send before that.")
  private long warmup = 1_000_000;

  @Option(names = "--connections", description = "How many senders at once.")
  private int connections = 2;

  @Option(names = "--rate", description = "Spans per second at most; 0 for as fast as it goes.")
  private long rate = 0;

  @Option(names = "--workload", description = "What is sent: ${COMPLETION-CANDIDATES}.")
  private Load.Shape workload = Load.Shape.ML;

  @Option(names = "--format", description = "How to report: ${COMPLETION-CANDIDATES}.")
  private Format format = Format.MARKDOWN;

  private final PrintStream out;

  /** A command that reports to this stream. */
  public IngestBench(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("clew-bench");
    try {
      IngestFigures figures = measure(directory);
      out.print(format == Format.JSON ? figures.toJson() : figures.toMarkdown());
      return 0;
    } finally {
      Directories.delete(directory);
    }
  }

  private IngestFigures measure(Path directory) throws Exception {
    Path data = directory.resolve("data");
    long nanos;
    long measured;
    long warmedUp;
    Duration cpu;
    long peakMemoryBytes;
    double spansPerSecondMax = rate == 0 ? Double.POSITIVE_INFINITY : rate;
    try (ServerProcess server =
        ServerProcess.start(data, directory.resolve("server.log"), List.of())) {
      Load load = new Load(workload, connections);
      warmedUp = load.send(server.tracesUri(), warmup, spansPerSecondMax);
      Duration cpuBefore = server.cpuTime();
      long beginNanos = System.nanoTime();
      measured = load.send(server.tracesUri(), spans, spansPerSecondMax);
      nanos = System.nanoTime() - beginNanos;
      cpu = server.cpuTime().minus(cpuBefore);
      peakMemoryBytes = server.peakMemoryBytes();
    }
    return new IngestFigures(
        measured,
        (double) nanos / TimeUnit.SECONDS.toNanos(1),
        (double) cpu.toMillis() / 1000,
        measured + warmedUp,
        Directories.size(data),
        peakMemoryBytes);
  }
}
