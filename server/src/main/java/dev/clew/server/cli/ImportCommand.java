// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.config.ServerConfig;
import dev.clew.server.logging.LogSetup;
import dev.clew.server.transfer.ImportSource;
import dev.clew.server.transfer.StoreImport;
import dev.clew.transfer.SpanImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clew store import}: spans from files into a stopped store. */
@Command(
    name = "import",
    description = {
      "Store the spans of OTLP/JSON lines, as clew store export and the OpenTelemetry Collector's"
          + " file exporter write them, or of Parquet files of clew store export.",
      "Spans that are stored already are not stored again, so an import may be repeated.",
      "Exit code 1 if spans were left out; the first is named with file and line or row."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  private final Map<String, String> environment;
  private final InputStream standardInput;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      description = {
        "A file, or a directory, whose .jsonl, .json and .parquet files are taken, or - for lines"
            + " from the standard input. May be repeated.",
        "gzip, zstd and Parquet are noticed by themselves."
      })
  private List<String> inputs = new ArrayList<>();

  ImportCommand(
      Map<String, String> environment,
      InputStream standardInput,
      PrintWriter out,
      PrintWriter err) {
    this.environment = environment;
    this.standardInput = standardInput;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    ServerConfig config = ServerConfig.of(options.load(environment));
    LogSetup.setLevel(config.logLevel());
    List<ImportSource> sources = new ArrayList<>();
    for (String input : inputs) {
      sources.addAll(sources(input));
    }
    SpanImport.Result result = new StoreImport(config).run(sources);
    out.printf(
        Locale.ROOT,
        "%,d spans of %d files imported into %s%n",
        result.spanCount(),
        sources.size(),
        config.dataDirectory());
    if (result.rejectedCount() == 0) {
      return 0;
    }
    err.printf(
        Locale.ROOT,
        "clew: %,d spans were left out, first: %s%n",
        result.rejectedCount(),
        result.rejection());
    return 1;
  }

  private List<ImportSource> sources(String input) throws IOException {
    return input.equals(STANDARD_INPUT)
        ? List.of(ImportSource.ofStream("standard input", standardInput))
        : ImportSource.of(Path.of(input));
  }
}
