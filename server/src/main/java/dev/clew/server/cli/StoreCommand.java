// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.config.Settings;
import dev.clew.store.segment.compact.SegmentEntry;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.RepairResult;
import dev.clew.store.segment.offline.SegmentStats;
import dev.clew.store.segment.offline.StoreFiles;
import dev.clew.store.segment.offline.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clew store}: what can be done to the files of a store while no server has it open. */
@Command(
    name = "store",
    description = "Check, measure, repair, export and import the files of a stopped server.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class StoreCommand {

  private static final int REPAIRED_SPANS_MAX = 400_000;
  private static final int FAILED = 1;

  private final Map<String, String> environment;
  private final PrintWriter out;

  StoreCommand(Map<String, String> environment, PrintWriter out) {
    this.environment = environment;
    this.out = out;
  }

  @Command(
      name = "verify",
      description = {
        "Read every file from end to end: every checksum, every cross reference. Changes nothing.",
        "Exit code 0 if all is in order, 1 if something is damaged, with file and offset."
      },
      mixinStandardHelpOptions = true)
  int verify(@Mixin ConfigurationOptions options) {
    try (StoreFiles files = open(options)) {
      Verification found = files.verify();
      found.findings().forEach(out::println);
      out.printf(
          Locale.ROOT,
          "%,d segments with %,d spans and %,d journal files read: %s%n",
          found.segmentCount(),
          found.spanCount(),
          found.journalFileCount(),
          found.findings().isEmpty()
              ? "all in order"
              : found.findings().size() + " findings (clew store repair saves what can be read)");
      return found.findings().isEmpty() ? 0 : FAILED;
    }
  }

  @Command(
      name = "repair",
      description = {
        "Save what can be read of damaged segments into new ones, block by block.",
        "The damaged files are kept in segments/repaired, where nothing reads them."
      },
      mixinStandardHelpOptions = true)
  int repair(@Mixin ConfigurationOptions options) {
    try (StoreFiles files = open(options)) {
      RepairResult result = files.repair(REPAIRED_SPANS_MAX);
      result.findings().forEach(out::println);
      result.kept().forEach(file -> out.println("kept: " + file));
      out.printf(
          Locale.ROOT, "%,d spans saved, %,d lost%n", result.spansSaved(), result.spansLost());
      if (result.spansSaved() > 0) {
        out.println("Spans that were deleted since their file was set aside are back.");
      }
      return 0;
    }
  }

  @Command(
      name = "stats",
      description = "Say what is stored, and which columns take how much of it.",
      mixinStandardHelpOptions = true)
  int stats(
      @Mixin ConfigurationOptions options,
      @Option(
              names = "--columns",
              paramLabel = "N",
              defaultValue = "20",
              description = "How many columns to list, largest first (default: 20).")
          int columns) {
    try (StoreFiles files = open(options)) {
      List<SegmentStats> segments = files.stats();
      out.printf(
          Locale.ROOT,
          "%-12s %5s %12s %11s %14s %7s  %-24s %-24s %s%n",
          "segment",
          "level",
          "spans",
          "traces",
          "bytes",
          "B/span",
          "from",
          "to",
          "services");
      segments.stream()
          .sorted(Comparator.comparingLong(segment -> segment.entry().startNanosMin()))
          .forEach(this::print);
      printTotal(segments);
      printColumns(segments, columns);
      return 0;
    }
  }

  private void print(SegmentStats segment) {
    SegmentEntry entry = segment.entry();
    out.printf(
        Locale.ROOT,
        "%-12s %5d %,12d %,11d %,14d %7.1f  %-24s %-24s %d%n",
        segment.file().getFileName(),
        entry.level(),
        entry.spanCount(),
        entry.traceCount(),
        entry.bytes(),
        perSpan(entry.bytes(), entry.spanCount()),
        time(entry.startNanosMin()),
        time(entry.startNanosMax()),
        segment.services().size());
  }

  private void printTotal(List<SegmentStats> segments) {
    long spans = segments.stream().mapToLong(segment -> segment.entry().spanCount()).sum();
    long bytes = segments.stream().mapToLong(segment -> segment.entry().bytes()).sum();
    TreeSet<String> services = new TreeSet<>();
    segments.forEach(segment -> services.addAll(segment.services()));
    out.printf(
        Locale.ROOT,
        "%n%,d segments, %,d spans, %,d bytes, %.1f bytes per span%nservices: %s%n",
        segments.size(),
        spans,
        bytes,
        perSpan(bytes, spans),
        String.join(", ", services));
  }

  private void printColumns(List<SegmentStats> segments, int count) {
    Map<String, Long> sums = new TreeMap<>();
    segments.forEach(segment ->
        segment.columnBytes().forEach((name, bytes) -> sums.merge(name, bytes, Long::sum)));
    long spans = segments.stream().mapToLong(segment -> segment.entry().spanCount()).sum();
    out.printf(Locale.ROOT, "%n%-48s %14s %7s%n", "column", "bytes", "B/span");
    sums.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(count)
        .forEach(column ->
            out.printf(
                Locale.ROOT,
                "%-48s %,14d %7.2f%n",
                column.getKey(),
                column.getValue(),
                perSpan(column.getValue(), spans)));
  }

  private StoreFiles open(ConfigurationOptions options) {
    Path directory = options.load(environment).get(Settings.DATA_DIR);
    return StoreFiles.open(directory, new RealDisk());
  }

  private static double perSpan(long bytes, long spans) {
    return spans == 0 ? 0 : (double) bytes / spans;
  }

  private static String time(long nanos) {
    return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(nanos)).toString();
  }
}
