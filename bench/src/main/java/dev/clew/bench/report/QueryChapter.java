// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.report;

import dev.clew.bench.http.BlockingClient;
import dev.clew.bench.http.BlockingClient.Answer;
import dev.clew.bench.ingest.ServerProcess;
import dev.clew.bench.report.Figure.Goal;
import dev.clew.bench.report.Figure.Goal.AtMost;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long questions take over HTTP, one after the other on one connection, as a client sees it:
 * from the request to the last byte of the answer.
 *
 * <p>The server holds what was sent to it; ids and values to ask for are taken from its answers.
 */
final class QueryChapter {

  private static final int PAGE = 20;
  private static final int ID_COUNT = 1_000;
  private static final int ID_TIMES = 20;
  private static final double P99 = 0.99;
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(3);
  private static final int REPORT_ROUNDS = 15;
  private static final int REPORT_TRACES = 10_000;

  private final BlockingClient client = new BlockingClient();
  private final JsonMapper json = new JsonMapper();
  private final ServerProcess process;
  private final URI server;
  private final Vocabulary words;
  private final int rounds;
  private final Duration warmup;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * What the spans of a shape can be asked about.
   *
   * @param commonTag an attribute that many spans have
   * @param rareKey an attribute whose values few spans share
   */
  record Vocabulary(
      String service, String operation, String minDuration, String commonTag, String rareKey) {

    static final Vocabulary ML =
        new Vocabulary(
            "model-server",
            "inference.v2/ModelInfer",
            "30ms",
            "{\"ml.model.name\":\"fraud-detect\"}",
            "request.id");

    static final Vocabulary TRACEGEN =
        new Vocabulary("tracegen", "lets-go", "60ms", "{\"attr_07\":\"val-123\"}", "attr_42");
  }

  QueryChapter(ServerProcess process, Vocabulary words, ReportPlan plan) {
    this.process = process;
    this.server = process.queryUri();
    this.words = words;
    this.rounds = plan.queryRounds();
    this.warmup = plan.queryWarmup();
  }

  Chapter measure() throws IOException, InterruptedException {
    if (process.process().awaitIdle(IDLE_TIMEOUT).isEmpty()) {
      throw new IOException("server: busy " + IDLE_TIMEOUT + " after the last span");
    }
    List<String> ids = someTraceIds();
    List<String> rare = someRareValues(ids);
    ask("trace by id", 3, i -> "/api/traces/" + ids.get(i % ids.size()));
    ask(
        "trace by id, unknown",
        1,
        i -> String.format(Locale.ROOT, "/api/traces/%016x%016x", 0x7e57L, i + 1L));
    ask("newest 20 traces of a service", 10, _ -> search("&query.serviceName=" + words.service()));
    ask(
        "newest 20 of a service and operation, slower than " + words.minDuration(),
        10,
        _ ->
            search(
                "&query.serviceName="
                    + words.service()
                    + "&query.operationName="
                    + encoded(words.operation())
                    + "&query.durationMin="
                    + words.minDuration()));
    ask(
        "newest 20 by one attribute, common",
        30,
        _ -> search("&query.attributes=" + encoded(words.commonTag())));
    ask("newest 20 by one attribute, rare", 30, i -> search(byRareValue(rare, i)));
    ask("newest 20 by one attribute, absent", 30, i -> search(byRareValue(List.of("none"), i)));
    ask("services", 10, _ -> "/api/services");
    ask(
        "p99 by operation of a service over an hour, from rollups",
        20,
        _ ->
            "/api/metrics/latencies?quantile=0.99&groupByOperation=true&lookback=3600000"
                + "&step=60000&spanKind=server&spanKind=client&spanKind=internal&service="
                + words.service());
    report();
    return new Chapter(
        "Queries",
        figures,
        List.of(
            "p99 over HTTP, client included, of %s rounds after %s s of the same to warm up; the"
                    .formatted(rounds, warmup.toSeconds())
                + " median stands beside it. The server has stored what it was sent, and takes no spans"
                + " meanwhile. Searches answer with summaries of 20 traces, trace by id with the"
                + " whole trace, of any time. The analysis report is asked for "
                + REPORT_ROUNDS
                + " times after as many, each time about one trace less, so that no answer is"
                + " known already."));
  }

  /** The full report over very many traces. */
  private void report() throws IOException {
    double[] millis =
        millis(
            REPORT_ROUNDS,
            i ->
                "/api/clew/v1/analysis/report?lookback=1h&service="
                    + words.service()
                    + "&limit="
                    + (REPORT_TRACES - i));
    if (millis.length > 0) {
      figures.add(
          Figure.of(
              "analysis report over %s traces: median".formatted(Numbers.format(REPORT_TRACES)),
              "ms",
              new AtMost(500),
              millis));
    }
  }

  private void ask(String name, double millisMax, IntFunction<String> path) throws IOException {
    double[] millis = millis(rounds, path);
    if (millis.length == 0) {
      return;
    }
    double p99 = millis[Math.min(rounds - 1, (int) Math.ceil(P99 * rounds) - 1)];
    figures.add(Figure.of(name + ": p99", "ms", new AtMost(millisMax), p99));
    figures.add(Figure.of(name + ": median", "ms", new Goal.None(), millis));
  }

  /**
   * How long answers take, the shortest first, after at least as many rounds to warm up; nothing if
   * this version does not serve the question.
   */
  private double[] millis(int rounds, IntFunction<String> path) throws IOException {
    int warmupRounds = 0;
    long warmupEndNanos = System.nanoTime() + warmup.toNanos();
    while (warmupRounds < rounds || System.nanoTime() < warmupEndNanos) {
      String question = path.apply(warmupRounds++);
      Answer answer = get(question);
      if (answer.status() == HttpURLConnection.HTTP_NOT_IMPLEMENTED) {
        return new double[0];
      }
      answer.orThrow(server.resolve(question));
    }
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long beginNanos = System.nanoTime();
      get(path.apply(warmupRounds + i));
      millis[i] = (System.nanoTime() - beginNanos) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  /** Ids of traces of all times that are stored. */
  private List<String> someTraceIds() throws IOException {
    String ofService = "&query.serviceName=" + words.service();
    List<Long> newest = new ArrayList<>();
    List<Long> oldest = new ArrayList<>();
    traces(search(ofService), newest);
    traces(search("&query.sort=oldest" + ofService), oldest);
    if (oldest.isEmpty()) {
      throw new IOException("search: no traces (expected: those that were sent)");
    }
    List<String> ids = new ArrayList<>();
    long beginNanos = oldest.getFirst();
    long stepNanos = Math.max(1, (newest.getFirst() - beginNanos) / ID_TIMES);
    for (int i = 1; i <= ID_TIMES; i++) {
      Instant end = Instant.EPOCH.plusNanos(beginNanos + i * stepNanos);
      ids.addAll(traces(search(ofService, ID_COUNT / ID_TIMES, end), new ArrayList<>()));
    }
    return ids;
  }

  /** The ids of the traces found; their start times, in epoch nanoseconds, are added to a list. */
  private List<String> traces(String search, List<Long> startNanos) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode summary : json.readTree(get(search).body()).path("summaries")) {
      ids.add(summary.path("traceId").asString());
      startNanos.add(Long.parseLong(summary.path("minStartTimeUnixNano").asString()));
    }
    return ids;
  }

  private List<String> someRareValues(List<String> ids) throws IOException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < Math.min(50, ids.size()); i++) {
      int at = (int) ((long) i * ids.size() / 50);
      JsonNode trace = json.readTree(get("/api/traces/" + ids.get(at)).body());
      for (JsonNode tag : trace.at("/data/0/spans").findParents("key")) {
        if (tag.path("key").asString().equals(words.rareKey())) {
          values.add(tag.path("value").asString());
        }
      }
    }
    return values.isEmpty() ? List.of("val-001") : values;
  }

  private String byRareValue(List<String> values, int round) {
    String value = values.get(round % values.size());
    return "&query.attributes=" + encoded("{\"" + words.rareKey() + "\":\"" + value + "\"}");
  }

  private static String search(String conditions) {
    return search(conditions, PAGE, Instant.now().plus(Duration.ofHours(1)));
  }

  private static String search(String conditions, int limit, Instant end) {
    return "/api/v3/trace-summaries?query.searchDepth="
        + limit
        + "&query.startTimeMin="
        + Instant.now().minus(Duration.ofHours(1))
        + "&query.startTimeMax="
        + end
        + conditions;
  }

  private Answer get(String path) throws IOException {
    return client.get(server.resolve(path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
