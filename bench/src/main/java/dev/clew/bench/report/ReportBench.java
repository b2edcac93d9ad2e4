// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.ingest.Directories;
import dev.clew.bench.ingest.Load;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.bench.peer.Comparison;
import dev.clew.bench.peer.ZipkinDuel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./clew bench}: everything there is to measure of a whole server, on one page. */
@Command(
    name = "report",
    description = {
      "Measure a whole server: ingest, disk, queries, memory, restart.",
      "About two minutes; with --full ten million spans per shape and a quarter of an hour."
    },
    mixinStandardHelpOptions = true)
public final class ReportBench implements Callable<Integer> {

  @Option(names = "--full", description = "Ten million spans stored, as the goals are meant.")
  private boolean full;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Also write report.md and report.json to this directory.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print JSON instead of Markdown.")
  private boolean json;

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description = "Also run this server under the same spans, and print both: zipkin.")
  private @Nullable Peer peer;

  private final PrintStream out;
  private final PrintStream progress;

  /** Servers to stand beside. */
  enum Peer {
    /** Its executable jar is where the system property {@code clew.peer.zipkin} says. */
    zipkin
  }

  /**
   * A command.
   *
   * @param out for the report
   * @param progress for a line now and then while it measures
   */
  public ReportBench(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public Integer call() throws Exception {
    ReportPlan plan = full ? ReportPlan.full() : ReportPlan.quick();
    if (peer != null) {
      zipkinJar(); // rather now than after two minutes
    }
    Path directory = Files.createTempDirectory("clew-bench");
    try {
      Map<String, List<Chapter>> parts = new LinkedHashMap<>();
      parts.put("ML spans", shape(plan, directory, Load.Shape.ML));
      parts.put("tracegen spans", shape(plan, directory, Load.Shape.TRACEGEN));
      parts.put("Process", process(plan, directory));
      print(new Report(Machine.here(), words(plan), parts, comparisons(directory)));
      return 0;
    } finally {
      Directories.delete(directory);
    }
  }

  private List<Chapter> shape(ReportPlan plan, Path directory, Load.Shape shape) throws Exception {
    boolean isMl = shape == Load.Shape.ML;
    Path data = Files.createDirectories(directory.resolve(shape.name()));
    List<Chapter> chapters = new ArrayList<>();
    say((isMl ? "ML" : "tracegen") + " spans: ingest");
    try (ServerProcess server =
        ServerProcess.start(data, directory.resolve(shape + ".log"), List.of())) {
      IngestChapter ingest = isMl ? IngestChapter.ml(plan) : IngestChapter.tracegen(plan);
      chapters.add(ingest.measure(server, new Load(shape, 2)));
      say("queries");
      QueryChapter.Vocabulary words =
          isMl ? QueryChapter.Vocabulary.ML : QueryChapter.Vocabulary.TRACEGEN;
      chapters.add(new QueryChapter(server, words, plan).measure());
      if (isMl) {
        say("one trace of " + Numbers.format(plan.largeTraceSpans()) + " spans");
        chapters.add(new LargeTraceChapter(server, plan.largeTraceSpans()).measure());
      }
    }
    say("disk after merging, aggregates");
    chapters.add((isMl ? StoreChapter.ml() : StoreChapter.tracegen()).measure(data));
    Directories.delete(data);
    return chapters;
  }

  private List<Chapter> process(ReportPlan plan, Path directory) throws Exception {
    ProcessChapters chapters = new ProcessChapters(directory, plan);
    say("memory at a steady rate, for " + plan.steadyTime().toSeconds() + " s");
    Chapter memory = chapters.memory();
    say("restart after kill -9");
    return List.of(memory, chapters.restart());
  }

  private List<Comparison> comparisons(Path directory) throws Exception {
    if (peer == null) {
      return List.of();
    }
    say("beside Zipkin");
    return List.of(new ZipkinDuel(zipkinJar(), directory.resolve("duel")).run());
  }

  private static Path zipkinJar() throws IOException {
    String jar = System.getProperty("clew.peer.zipkin");
    if (jar == null || !Files.exists(Path.of(jar))) {
      throw new IOException(
          "clew.peer.zipkin: " + jar + " (expected: the exec jar of Zipkin's server)");
    }
    return Path.of(jar);
  }

  private void print(Report report) throws IOException {
    if (output != null) {
      Files.createDirectories(output);
      Files.writeString(output.resolve("report.md"), report.toMarkdown());
      Files.writeString(output.resolve("report.json"), report.toJson());
    }
    out.print(json ? report.toJson() : report.toMarkdown());
    out.flush();
  }

  private static String words(ReportPlan plan) {
    return Numbers.format(plan.storedSpans())
        + " spans stored per shape; medians of "
        + plan.runs()
        + " runs, "
        + plan.queryRounds()
        + " rounds per query";
  }

  private void say(String what) {
    progress.println("bench: " + what + " …");
  }
}
