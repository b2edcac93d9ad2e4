// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.server.assembly.Endpoints;
import dev.clew.server.assembly.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code clew analyze} against a whole server, and against what a stopped one has left. */
class AnalyzeCommandTest {

  private static final int REQUESTS = 60;
  private static final Instant FIRST = Instant.parse("2024-05-01T12:00:00Z");
  private static final List<String> TIMES =
      List.of("--start", "2024-05-01T11:50:00Z", "--end", "2024-05-01T12:30:00Z");

  @TempDir private static Path shared;
  private static TestServer server;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void startServer() throws Exception {
    server = TestServer.start(shared);
    send(server.endpoints());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void text_saysWhoseRequestsTookHowLongWhere() {
    assertThat(ask("--service", "shop")).as(err::toString).isZero();
    assertThat(out.toString())
        .startsWith("Analysis of shop\n60 requests in 60 of 60 traces")
        .contains("ranker", "rank", "p95", server.endpoints().query() + "/trace/");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void json_isTheReport() {
    assertThat(ask("--format", "json", "--compare", "slow", "--slower-than", "50ms"))
        .as(err::toString)
        .isZero();
    JsonNode report = JsonMapper.shared().readTree(out.toString());
    assertThat(report.path("coverage").path("requests").asInt()).isEqualTo(REQUESTS);
    assertThat(report.path("diagnosis").path("suspects").path(0).path("service").asString())
        .isEqualTo("ranker");
  }

  @Test
  void html_isAPageWithLinksToTraces() {
    assertThat(ask("--format", "html")).as(err::toString).isZero();
    assertThat(out.toString())
        .startsWith("<!doctype html>")
        .contains("href=\"" + server.endpoints().query() + "/trace/")
        .endsWith("</html>\n");
  }

  @Test
  void criticalPath_inEveryFormat_saysWhatIsWaitedFor() {
    assertThat(ask("--critical-path", "--faster", "30")).as(err::toString).isZero();
    assertThat(out.toString())
        .startsWith("Critical path of 60 requests\n")
        .contains("saved at -30", "ranker");
    assertThat(ask("--critical-path", "--format", "json")).as(err::toString).isZero();
    JsonNode answer = JsonMapper.shared().readTree(out.toString());
    assertThat(answer.path("criticalPaths").path("requests").asInt()).isEqualTo(REQUESTS);
    assertThat(ask("--critical-path", "--format", "html")).as(err::toString).isZero();
    assertThat(out.toString())
        .startsWith("<!doctype html>")
        .contains("<h1>Critical path of 60 requests</h1>", "<td class=\"text\">ranker</td>")
        .contains("href=\"" + server.endpoints().query() + "/trace/")
        .endsWith("</html>\n");
  }

  @Test
  void tagsServiceAndDuration_chooseRequests() {
    assertThat(ask("--service", "ranker", "--tag", "version:7")).as(err::toString).isZero();
    assertThat(out.toString()).startsWith("Analysis of ranker\n20 requests in 20 of 20 traces");
    assertThat(ask("--service", "ranker", "--max-duration", "50ms")).isZero();
    assertThat(out.toString()).startsWith("Analysis of ranker\n40 requests in 40 of 40 traces");
    assertThat(ask("--service", "ranker", "--min-duration", "50ms")).isZero();
    assertThat(out.toString()).startsWith("Analysis of ranker\n20 requests in 20 of 20 traces");
    assertThat(ask("--service", "nobody")).isZero();
    assertThat(out.toString()).contains("No requests found");
    assertThat(ask("--critical-path", "--format", "html", "--service", "nobody")).isZero();
    assertThat(out.toString()).contains("No requests found");
  }

  @Test
  void output_isWrittenToAFile() throws IOException {
    Path file = directory.resolve("report.html");
    assertThat(ask("--format", "html", "--output", file.toString())).as(err::toString).isZero();
    assertThat(Files.readString(file)).startsWith("<!doctype html>");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noServer_isSaidWithWhatToDo() throws IOException {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }
    assertThat(run("--url", url)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "clew: "
                + url
                + ": no server answers (expected: a running ./clew serve or demo, see --url)\n");
  }

  @Test
  void otherServer_isToldFromOurs() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] hello = "hello".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, hello.length);
          exchange.getResponseBody().write(hello);
          exchange.close();
        });
    other.start();
    try {
      assertThat(run("--url", "http://127.0.0.1:" + other.getAddress().getPort())).isEqualTo(1);
    } finally {
      other.stop(0);
    }
    assertThat(err.toString()).contains("is this a Clew server?").doesNotContain("\tat ");
  }

  @Test
  void wrongParameters_areSaidByTheServer() {
    assertThat(ask("--lookback", "soon")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("clew: HTTP 400: parameter 'lookback': \"soon\" (expected: ")
        .doesNotContain("\tat ", "{");
    assertThat(ask("--critical-path", "--faster", "200")).isEqualTo(1);
    assertThat(err.toString()).contains("HTTP 400", "parameter 'faster'");
    assertThat(run("--format", "pdf")).isEqualTo(2);
    assertThat(err.toString()).contains("--format", "See clew analyze --help");
  }

  @Test
  void whatMakesNoSense_isSaidWithoutAsking() {
    assertThat(run("--url", "localhost")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("clew: --url: localhost (expected: such as http://127.0.0.1:16686)\n");
    assertThat(ask("--critical-path", "--compare", "slow")).isEqualTo(1);
    assertThat(err.toString()).contains("--compare: slow (expected: not with --critical-path)");
  }

  @Test
  void nothingFound_saysWhatMayHelp_alsoOfCriticalPaths() {
    assertThat(ask("--service", "nobody", "--critical-path")).isZero();
    assertThat(out.toString()).contains("No requests found").doesNotContain("Operations");
  }

  @Test
  void dataDir_ofAStoppedServer_answersAsItDid() throws Exception {
    List<String> asked = new ArrayList<>();
    List<List<String>> questions =
        List.of(
            List.of("--service", "shop", "--compare", "slow"),
            List.of("--format", "json", "--impact", "default=2"),
            List.of("--critical-path", "--format", "html", "--faster", "25"));
    String url;
    try (TestServer own = TestServer.start(directory)) {
      send(own.endpoints());
      url = own.endpoints().query().toString();
      for (List<String> question : questions) {
        assertThat(run(question, TIMES, List.of("--url", url))).as(err::toString).isZero();
        asked.add(out.toString());
      }
      assertThat(run("--data-dir", directory.toString())).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("clew: data directory: " + directory + " is in use")
          .contains("--data-dir");
    }
    for (int i = 0; i < questions.size(); i++) {
      List<String> files = List.of("--data-dir", directory.toString(), "--url", url);
      assertThat(run(questions.get(i), TIMES, files)).as(err::toString).isZero();
      assertThat(out.toString()).isEqualTo(asked.get(i));
    }
  }

  @Test
  void dataDir_withoutTimes_endsWithTheNewestTrace() throws Exception {
    try (TestServer own = TestServer.start(directory)) {
      send(own.endpoints());
    }
    assertThat(run("--data-dir", directory.toString())).as(err::toString).isZero();
    assertThat(out.toString()).contains("60 of 60 traces", "2024-05-01 12:09:50 UTC");
    assertThat(run("--data-dir", directory.toString(), "--lookback", "5m")).isZero();
    assertThat(out.toString()).contains("31 of 31 traces");
    assertThat(run("--data-dir", directory.toString(), "--lookback", "soon")).isEqualTo(1);
    assertThat(err.toString()).startsWith("clew: parameter 'lookback'");
    assertThat(run("--data-dir", directory.resolve("elsewhere").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("expected: one that a server has stored in");
  }

  /** A question to the shared server about the time of the requests. */
  private int ask(String... question) {
    return run(List.of(question), TIMES, List.of("--url", server.endpoints().query().toString()));
  }

  private int run(String... arguments) {
    return run(List.of(arguments), List.of(), List.of());
  }

  private int run(List<String> first, List<String> second, List<String> third) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of("analyze"));
    arguments.addAll(first);
    arguments.addAll(second);
    arguments.addAll(third);
    return new CommandLineInterface(
            Map.of(), new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments.toArray(String[]::new));
  }

  /** A request every ten seconds; the ranker takes 20 ms, and version 7, every third time, 100. */
  private static void send(Endpoints endpoints) throws IOException, InterruptedException {
    List<String> shop = new ArrayList<>();
    List<String> ranker = new ArrayList<>();
    for (int i = 1; i <= REQUESTS; i++) {
      boolean isSlow = i % 3 == 0;
      long startMillis = FIRST.toEpochMilli() + (i - 1) * 10_000L;
      long rankMillis = isSlow ? 100 : 20;
      shop.add(span(i, 1, 0, "GET /home", startMillis, rankMillis + 10, ""));
      String version =
          """
          , "attributes": [{"key": "version", "value": {"stringValue": "%s"}}]\
          """
              .formatted(isSlow ? "7" : "6");
      ranker.add(span(i, 2, 1, "rank", startMillis + 5, rankMillis, version));
    }
    String body =
        "{\"resourceSpans\": [" + spans("shop", shop) + "," + spans("ranker", ranker) + "]}";
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoints.otlpHttp() + "/v1/traces"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private static String spans(String service, List<String> spans) {
    return """
    {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "%s"}}]},
      "scopeSpans": [{"spans": [%s]}]}
    """
        .formatted(service, String.join(",", spans));
  }

  private static String span(
      int trace,
      int span,
      int parent,
      String name,
      long startMillis,
      long millis,
      String attributes) {
    return String.format(
        Locale.ROOT,
        """
        {"traceId": "%032x", "spanId": "%016x", "parentSpanId": "%s", "name": "%s", "kind": 2,
          "startTimeUnixNano": "%d000000", "endTimeUnixNano": "%d000000"%s}
        """,
        trace,
        span,
        parent == 0 ? "" : String.format(Locale.ROOT, "%016x", parent),
        name,
        startMillis,
        startMillis + millis,
        attributes);
  }
}
