// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.config.Settings;
import dev.clew.server.transfer.ExportFormat;
import dev.clew.server.transfer.ExportTarget;
import dev.clew.server.transfer.StoreExport;
import dev.clew.store.query.Field;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clew store export}: spans out of a stopped store, for other programs. */
@Command(
    name = "export",
    description = {
      "Write what is stored to files that other programs read. Changes nothing.",
      "OTLP/JSON lines and Parquet hold everything that was sent and can be imported again;"
          + " Parquet is for DuckDB, pandas and Spark, too."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  private final Map<String, String> environment;
  private final OutputStream standardOutput;
  private final PrintWriter err;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--output",
      paramLabel = "PATH",
      required = true,
      description = {
        "A new file, or a directory that exists, for files of a million spans each, or - for the"
            + " standard output.",
        "Lines are compressed if the file's name ends with .gz or .zst."
      })
  private String output = STANDARD_OUTPUT;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "jsonl or parquet (default: what the file's name says, else jsonl).")
  private @Nullable ExportFormat format;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description =
          "Only traces that begin then or later: RFC 3339, epoch, or how long ago, such as 24h.")
  private @Nullable Long since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description = "Only traces that begin before then.")
  private @Nullable Long until;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "Only traces with a span of this service.")
  private @Nullable String service;

  @Option(
      names = "--query",
      paramLabel = "JSON",
      converter = QueryOption.class,
      description = {
        "Only traces with a span that a search finds: an object as for POST /api/v3/traces, or a"
            + " structured filter.",
        "Such as {\"attributes\": {\"error\": \"true\"}, \"traceDurationMin\": \"1s\"}."
      })
  private @Nullable SpanFilter query;

  /**
   * @param standardOutput for {@code --output -}
   * @param err what was done is said here, because the output may be the export
   */
  ExportCommand(Map<String, String> environment, OutputStream standardOutput, PrintWriter err) {
    this.environment = environment;
    this.standardOutput = standardOutput;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    Path directory = options.load(environment).get(Settings.DATA_DIR);
    ExportFormat chosen = format == null ? ExportFormat.ofName(output) : format;
    StoreExport.Result result = new StoreExport(directory).run(filter(), range(), target(), chosen);
    err.printf(Locale.ROOT, "%,d traces with %,d spans%n", result.traceCount(), result.spanCount());
    result.files().forEach(file -> err.println("  " + file));
    if (result.isPartial()) {
      err.println(
          "clew: part of the store is damaged and missing here; clew store verify says where");
    }
    return result.isPartial() ? 1 : 0;
  }

  private ExportTarget target() {
    return output.equals(STANDARD_OUTPUT)
        ? new ExportTarget.Stream(standardOutput)
        : ExportTarget.of(Path.of(output));
  }

  private SpanFilter filter() {
    List<SpanFilter> all = new ArrayList<>();
    if (service != null) {
      all.add(SpanFilter.equal(Field.Intrinsic.SERVICE_NAME, service));
    }
    if (query != null) {
      all.add(query);
    }
    return all.isEmpty() ? SpanFilter.all() : new SpanFilter.And(all);
  }

  private TimeRange range() {
    long start = since == null ? TimeRange.ALL.startNanos() : since;
    long end = until == null ? TimeRange.ALL.endNanos() : until;
    return new TimeRange(start, Math.max(start, end));
  }
}
