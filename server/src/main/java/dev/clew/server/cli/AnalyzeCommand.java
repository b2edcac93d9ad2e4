// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.analysis.bottleneck.BottleneckAnalysis;
import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Report;
import dev.clew.query.analysis.AnalysisApi;
import dev.clew.query.analysis.AnalysisJson;
import dev.clew.query.analysis.ReportHtml;
import dev.clew.query.analysis.ReportText;
import dev.clew.query.analysis.StoredAnalysis;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.StoreException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.offline.StoreFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code clew analyze}: asks a running server, or the files of a stopped one, why requests are slow
 * or fail, and prints it.
 */
@Command(
    name = "analyze",
    description = {
      "Say where requests of a service spend their time, what fails, and what could be better.",
      "Asks a running server, or reads what a stopped one has stored (--data-dir). What the figures",
      "mean is in docs/reference/analysis.md."
    },
    mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int OK = 200;
  private static final QueryContext UNLIMITED =
      new QueryContext(
          new QueryLimits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1)), () -> false);

  private final PrintWriter out;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:16686")
  private URI url = URI.create("http://127.0.0.1:16686");

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = {
        "Read the files of a stopped server instead. Time ends with the newest trace stored; links",
        "lead to --url."
      })
  private @Nullable Path dataDirectory;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "Whose requests (default: all, by the roots of traces).")
  private @Nullable String service;

  @Option(names = "--operation", paramLabel = "NAME", description = "Which of its operations.")
  private @Nullable String operation;

  @Option(
      names = "--lookback",
      paramLabel = "TIME",
      description = "How far back, such as 30m or 24h (default: 1h).")
  private @Nullable String lookback;

  @Option(names = "--start", paramLabel = "TIME", description = "From when on, RFC 3339 or epoch.")
  private @Nullable String start;

  @Option(names = "--end", paramLabel = "TIME", description = "Until when.")
  private @Nullable String end;

  @Option(
      names = "--tag",
      paramLabel = "KEY:VALUE",
      description = "Only traces with a span that has this tag. May be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--min-duration",
      paramLabel = "TIME",
      description = "Only traces where that span takes this long or longer, such as 500ms.")
  private @Nullable String minDuration;

  @Option(
      names = "--max-duration",
      paramLabel = "TIME",
      description = "Only traces where it takes no longer.")
  private @Nullable String maxDuration;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many traces, the newest (default: 10000).")
  private @Nullable Integer limit;

  @Option(
      names = "--min-samples",
      paramLabel = "N",
      description =
          "How often an operation must be seen to be ranked (default: "
              + BottleneckAnalysis.SAMPLES_MIN
              + ").")
  private @Nullable Integer minSamples;

  @Option(
      names = "--impact",
      paramLabel = "WHAT=N",
      description =
          "How much requests matter: segment:NAME=N, priority:NAME=N or default=N. May be repeated.")
  private List<String> impacts = new ArrayList<>();

  @Option(
      names = "--compare",
      paramLabel = "WHAT",
      description = {
        "Also say what sets some requests apart from others, and which service is to blame:",
        "slow, errors, baseline (this time against the time before), or version=A,B."
      })
  private @Nullable String compare;

  @Option(
      names = "--outcome",
      paramLabel = "WHAT",
      description = "What is worse: latency, errors, low:KEY or high:KEY (default: latency).")
  private @Nullable String outcome;

  @Option(
      names = "--slower-than",
      paramLabel = "TIME",
      description = "What slow means, such as 500ms (default: the slowest 5 %% of an operation).")
  private @Nullable String slowerThan;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Of which model the versions are that are compared.")
  private @Nullable String model;

  @Option(
      names = "--critical-path",
      description = {
        "Instead of a report: what requests wait for by operation and service, how much that could",
        "grow or shrink, and what it saves to make it faster."
      })
  private boolean criticalPath;

  @Option(
      names = "--faster",
      paramLabel = "PERCENT",
      description = "By how much faster, with --critical-path (default: 50).")
  private @Nullable String faster;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or html (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format = Format.text;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file instead of the terminal.")
  private @Nullable Path output;

  /** How a report is written; the names are what is typed. */
  private enum Format {
    text,
    json,
    html
  }

  AnalyzeCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (criticalPath && compare != null) {
      throw new IOException("--compare: " + compare + " (expected: not with --critical-path)");
    }
    String scheme = Objects.requireNonNullElse(url.getScheme(), "");
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IOException("--url: " + url + " (expected: such as http://127.0.0.1:16686)");
    }
    String written = criticalPath ? criticalPaths() : report();
    if (output == null) {
      out.print(written);
      out.flush();
    } else {
      Files.writeString(output, written);
    }
    return 0;
  }

  private String report() throws IOException, InterruptedException {
    Report report =
        dataDirectory == null
            ? fetch("report", AnalysisJson::report)
            : read(dataDirectory, StoredAnalysis::report);
    return switch (format) {
      case text -> ReportText.of(report, url);
      case json -> AnalysisJson.text(report) + "\n";
      case html -> ReportHtml.of(report, url);
    };
  }

  private String criticalPaths() throws IOException, InterruptedException {
    CriticalPathSearch.Answer answer =
        dataDirectory == null
            ? fetch("critical-path", AnalysisJson::criticalPaths)
            : read(dataDirectory, StoredAnalysis::criticalPaths);
    return switch (format) {
      case text -> ReportText.of(answer);
      case json -> AnalysisJson.text(answer) + "\n";
      case html -> ReportHtml.of(answer, url);
    };
  }

  /** Asks the files of a stopped server; as much of them as a person has the patience for. */
  private <T> T read(Path directory, Function<StoredAnalysis, T> question) throws IOException {
    try (StoreFiles files = open(directory)) {
      return question.apply(new StoredAnalysis(files.reader(), query(), UNLIMITED));
    } catch (ParameterException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static StoreFiles open(Path directory) throws IOException {
    try {
      return StoreFiles.open(directory, new RealDisk());
    } catch (StoreException e) {
      throw new IOException(e.getMessage() + "; without --data-dir a running one is asked", e);
    }
  }

  private <T> T fetch(String what, Function<byte[], T> read)
      throws IOException, InterruptedException {
    URI address = url.resolve(basePath() + AnalysisApi.PATH + "/" + what + '?' + query());
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw new IOException(refusal(address, response));
      }
      return read.apply(response.body());
    } catch (ConnectException e) {
      throw new IOException(
          url + ": no server answers (expected: a running ./clew serve or demo, see --url)", e);
    } catch (JacksonException e) {
      throw new IOException(
          address + ": the answer is not an analysis (is this a Clew server?)", e);
    }
  }

  /** What a server says that does not answer: its own words, or all that it sent. */
  private static String refusal(URI address, HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8).strip();
    String said = "";
    try {
      said = JsonMapper.shared().readTree(body).at("/error/message").asString("");
    } catch (JacksonException _) {
      // shown as it is
    }
    return "HTTP " + response.statusCode() + ": " + (said.isEmpty() ? address + ": " + body : said);
  }

  private String basePath() {
    String path = url.getPath() == null ? "" : url.getPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    add(query, "service", service);
    add(query, "operation", operation);
    add(query, "lookback", lookback);
    add(query, "start", start);
    add(query, "end", end);
    tags.forEach(tag -> add(query, "tag", tag));
    add(query, "minDuration", minDuration);
    add(query, "maxDuration", maxDuration);
    add(query, "limit", limit == null ? null : limit.toString());
    add(query, "minSamples", minSamples == null ? null : minSamples.toString());
    add(query, "compare", compare);
    add(query, "outcome", outcome);
    add(query, "slowerThan", slowerThan);
    add(query, "model", model);
    add(query, "faster", faster);
    impacts.forEach(impact -> add(query, "impact", impact));
    return query.toString();
  }

  private static void add(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      query
          .append(query.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
