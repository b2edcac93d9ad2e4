// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.zipkin.ZipkinApiConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zipkin2.Endpoint;
import zipkin2.Span;
import zipkin2.TestObjects;
import zipkin2.codec.SpanBytesDecoder;
import zipkin2.codec.SpanBytesEncoder;

/** Paths, headers and messages of Zipkin's server, byte by byte where its clients see bytes. */
class ZipkinPortTest {

  private static final List<Span> TRACE = List.of(TestObjects.CLIENT_SPAN);
  private static final String TRACE_ID = TRACE.getFirst().traceId();
  private static final String TRACE_JSON =
      new String(SpanBytesEncoder.JSON_V2.encodeList(TRACE), UTF_8);

  private final ZipkinServer server = new ZipkinServer(ZipkinApiConfig.defaults());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    server.close();
  }

  // Traces by id

  @Test
  void trace_comesBackAsItWasSent() throws Exception {
    assertThat(send("/api/v2/spans", TRACE_JSON).statusCode()).isEqualTo(202);

    HttpResponse<String> response = get("/api/v2/trace/" + TRACE_ID);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .get()
        .asString()
        .startsWith("application/json");
    assertThat(response.body()).isEqualTo(TRACE_JSON);
    assertThat(get("/zipkin/api/v2/trace/" + TRACE_ID).body()).isEqualTo(TRACE_JSON);
  }

  @Test
  void trace_withABlankBehindItsId_isFound() throws Exception {
    send("/api/v2/spans", TRACE_JSON);

    assertThat(get("/api/v2/trace/" + TRACE_ID + "%20").body()).isEqualTo(TRACE_JSON);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/trace/abcd, 404, 000000000000abcd not found",
    "/api/v2/trace/0e8b46e1-81b, 400, 0e8b46e1-81b should be lower-hex encoded with no prefix",
    "/api/v2/trace/ABCD, 400, ABCD should be lower-hex encoded with no prefix",
    "/api/v2/traceMany, 400, traceIds parameter is empty",
    "/api/v2/traceMany?traceIds=, 400, traceIds parameter is empty",
    "/api/v2/traceMany?traceIds=a, 400,"
        + " Use /api/v2/trace/{traceId} endpoint to retrieve a single trace",
    "'/api/v2/traceMany?traceIds=a,a', 400, redundant traceId: 000000000000000a",
    "'/api/v2/traceMany?traceIds=a,0e8b46e1-81b', 400,"
        + " 0e8b46e1-81b should be lower-hex encoded with no prefix",
    "/api/v2/traces?limit=0, 400, limit <= 0",
    "/api/v2/traces?lookback=0, 400, lookback <= 0",
    "/api/v2/traces?endTs=-1, 400, endTs <= 0",
    "/api/v2/traces?minDuration=0, 400, minDuration <= 0",
    "/api/v2/traces?minDuration=2&maxDuration=1, 400, maxDuration < minDuration",
    "/api/v2/traces?maxDuration=1, 400, maxDuration is only valid with minDuration",
    "/api/v2/traces?limit=x, 400, 'For input string: \"x\"'",
    "/api/v2/spans, 400, Mandatory parameter/header/attribute is missing: serviceName",
    "/api/v2/remoteServices, 400, Mandatory parameter/header/attribute is missing: serviceName",
    "/api/v2/dependencies, 400, Mandatory parameter/header/attribute is missing: endTs",
    "/api/v2/autocompleteValues?key=, 400, key was empty"
  })
  void question_thatCannotBe_isAnsweredInZipkinsWords(String path, int status, String message)
      throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(message);
    assertThat(response.headers().firstValue("content-type"))
        .get()
        .asString()
        .startsWith("text/plain");
  }

  @Test
  void traceMany_leavesOutWhatIsNotThere() throws Exception {
    send("/api/v2/spans", TRACE_JSON);

    assertThat(get("/api/v2/traceMany?traceIds=abcd," + TRACE_ID).body())
        .isEqualTo("[" + TRACE_JSON + "]");
  }

  @Test
  void traces_withoutParameters_areTheNewest() throws Exception {
    send("/api/v2/spans", TRACE_JSON);

    assertThat(get("/api/v2/traces").body()).isEqualTo("[" + TRACE_JSON + "]");
    assertThat(get("/zipkin/api/v2/traces?serviceName=&spanName=all").body())
        .isEqualTo("[" + TRACE_JSON + "]");
  }

  @Test
  void largeTrace_isCutInTheResultsOfASearch_andWholeByItsId() throws Exception {
    int spanCount = 50_000;
    List<Span> large = new ArrayList<>();
    for (int i = 1; i <= spanCount; i++) {
      large.add(
          Span.newBuilder()
              .traceId(TRACE_ID)
              .id(i)
              .localEndpoint(TRACE.getFirst().localEndpoint())
              .timestamp(TestObjects.TODAY * 1000 + i)
              .duration(1L)
              .build());
    }
    send("/api/v2/spans", new String(SpanBytesEncoder.JSON_V2.encodeList(large), UTF_8));

    List<Span> found = new ArrayList<>();
    byte[] traces = get("/api/v2/traces").body().getBytes(UTF_8);
    SpanBytesDecoder.JSON_V2.decodeList(Arrays.copyOfRange(traces, 1, traces.length - 1), found);
    assertThat(found).hasSizeBetween(20_000, spanCount - 1);
    assertThat(get("/api/v2/trace/" + TRACE_ID).body().split("\"id\"", -1)).hasSize(spanCount + 1);
  }

  // Names

  @Test
  void names_ofFewServices_areNotKept() throws Exception {
    send("/api/v2/spans", TRACE_JSON);

    for (String path :
        List.of("services", "spans?serviceName=web", "remoteServices?serviceName=web")) {
      assertThat(get("/api/v2/" + path).headers().firstValue("cache-control")).hasValue("no-store");
    }
    assertThat(get("/api/v2/services").body()).isEqualTo("[\"frontend\"]");
    assertThat(get("/api/v2/remoteServices?serviceName=FRONTEND").body())
        .isEqualTo("[\"backend\"]");
  }

  @Test
  void names_ofManyServices_areSortedAndKept() throws Exception {
    List<String> services = List.of("foo", "bar", "baz", "quz");
    for (String service : services) {
      Span span =
          Span.newBuilder()
              .traceId("a")
              .id(1 + services.indexOf(service))
              .timestamp(TestObjects.TODAY * 1000)
              .name("whopper")
              .localEndpoint(Endpoint.newBuilder().serviceName(service).build())
              .build();
      send("/api/v2/spans", new String(SpanBytesEncoder.JSON_V2.encodeList(List.of(span)), UTF_8));
    }

    assertThat(get("/api/v2/services").body()).isEqualTo("[\"bar\",\"baz\",\"foo\",\"quz\"]");
    for (String path :
        List.of("services", "spans?serviceName=web", "remoteServices?serviceName=web")) {
      assertThat(get("/api/v2/" + path).headers().firstValue("cache-control"))
          .hasValue("max-age=300, must-revalidate");
    }
  }

  @Test
  void names_ofAServiceBeyondAscii_areAsked() throws Exception {
    assertThat(get("/api/v2/spans?serviceName=%E4%B8%AA%E4%BA%BA").body()).isEqualTo("[]");
    assertThat(get("/api/v2/remoteServices?serviceName=%E4%B8%AA%E4%BA%BA").body()).isEqualTo("[]");
    assertThat(get("/api/v2/spans?serviceName=").body()).isEqualTo("[]");
  }

  @Test
  void services_withBlanksInTheirName_areEscaped() throws Exception {
    send("/api/v2/spans", TRACE_JSON.replace("\"frontend\"", "\"foo\\tbar\""));

    assertThat(get("/api/v2/services").body()).isEqualTo("[\"foo\\tbar\"]");
  }

  // Spans in

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {}; Expected a JSON_V2 encoded list
          hello; Expected a JSON_V2 encoded list
          [{"traceId":"1","id":"1","binaryAnnotations":[]}]; Expected a JSON_V2 encoded list, but received: JSON_V1
          [{"traceId":"1"}]; Missing : id reading List<Span> from json
          [{}]; Missing : traceId id reading List<Span> from json
          [{"traceId":"1","id":"0"}]; id is all zeros reading List<Span> from json
          [{"traceId":"AB","id":"1"}]; AB should be lower-hex encoded with no prefix reading List<Span> from json
          """)
  void spans_thatCannotBe_areRefusedInZipkinsWords(String body, String message) throws Exception {
    HttpResponse<String> response = send("/api/v2/spans", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body().strip()).isEqualTo(message);
  }

  @Test
  void spans_oneOfWhichCannotBe_areRefusedAltogether() throws Exception {
    String spans = "[{\"traceId\":\"a\",\"id\":\"1\"},{\"traceId\":\"b\"}]";

    assertThat(send("/api/v2/spans", spans).statusCode()).isEqualTo(400);
    assertThat(get("/api/v2/trace/a").statusCode()).isEqualTo(404);
  }

  @Test
  void spans_ofTheWrongVersion_areRefused() throws Exception {
    assertThat(send("/api/v1/spans", TRACE_JSON).body())
        .startsWith("Expected a JSON_V1 encoded list, but received: JSON_V2\n");
    assertThat(send("/api/v2/spans", text(SpanBytesEncoder.JSON_V1.encodeList(TRACE))).body())
        .startsWith("Expected a JSON_V2 encoded list, but received: JSON_V1\n");
  }

  @Test
  void spans_none_areTaken() throws Exception {
    assertThat(send("/api/v2/spans", "").statusCode()).isEqualTo(202);
    assertThat(send("/api/v2/spans", "[]").statusCode()).isEqualTo(202);
    assertThat(send("/api/v1/spans", "[]").statusCode()).isEqualTo(202);
  }

  @Test
  void spans_inEveryFormat_areFound() throws Exception {
    assertThat(
            post(
                "/api/v2/spans",
                "application/x-protobuf",
                SpanBytesEncoder.PROTO3.encodeList(TRACE)))
        .isEqualTo(202);
    assertThat(get("/api/v2/trace/" + TRACE_ID).body()).isEqualTo(TRACE_JSON);
    assertThat(
            post(
                "/api/v1/spans", "application/x-thrift", SpanBytesEncoder.THRIFT.encodeList(TRACE)))
        .isEqualTo(202);
    assertThat(
            post("/api/v1/spans", "application/json", SpanBytesEncoder.JSON_V1.encodeList(TRACE)))
        .isEqualTo(202);
  }

  @Test
  void spans_compressed_areFound() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(TRACE_JSON.getBytes(UTF_8));
    }

    assertThat(gzipped(bytes.toByteArray()).statusCode()).isEqualTo(202);
    assertThat(get("/api/v2/trace/" + TRACE_ID).body()).isEqualTo(TRACE_JSON);
    HttpResponse<String> bad = gzipped("hello".getBytes(UTF_8));
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).isEqualTo("Cannot gunzip spans");
  }

  // What is around them

  @Test
  void otherOrigins_mayAskAndSend() throws Exception {
    HttpResponse<String> response =
        client.send(
            request("/api/v2/traces").header("origin", "http://foo.example.com").build(),
            BodyHandlers.ofString());
    HttpResponse<String> preflight =
        client.send(
            request("/api/v2/spans")
                .header("origin", "http://foo.example.com")
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());

    assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(response.headers().firstValue("access-control-allow-credentials")).isEmpty();
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(preflight.headers().firstValue("access-control-allow-methods"))
        .get()
        .asString()
        .contains("POST");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .get()
        .asString()
        .contains("content-type");
  }

  @ParameterizedTest
  @CsvSource({"/, /zipkin/", "/zipkin, /zipkin/", "/favicon.ico, /zipkin/favicon.ico"})
  void places_leadToTheUi(String path, String location) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isBetween(301, 307);
    assertThat(response.headers().firstValue("location")).hasValue(location);
  }

  @Test
  void trace_asAMethod_isNotAllowed() throws Exception {
    for (String path : List.of("/", "/api/v2/traces", "/whatever/and/not")) {
      HttpResponse<String> response =
          client.send(
              request(path).method("TRACE", HttpRequest.BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path).isEqualTo(405);
    }
  }

  @Test
  void unknownPaths_areNotFound() throws Exception {
    for (String path : List.of("/api/v1/traces", "/config.json", "/v1/traces")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(send("/v1/traces", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void server_tellsOfItself() throws Exception {
    assertThat(get("/health").body())
        .isEqualTo(
            "{\"status\":\"UP\",\"zipkin\":{\"status\":\"UP\",\"details\":{\"ingest\":{\"status\":\"UP\"}}}}");
    assertThat(get("/info").body()).startsWith("{\"zipkin\":{\"version\":\"clew");
    HttpResponse<String> config = get("/zipkin/config.json");
    assertThat(config.body()).contains("\"searchEnabled\":true");
    assertThat(config.headers().firstValue("cache-control")).hasValue("max-age=600");
  }

  @Test
  void ui_isServedWithItsFiles() throws Exception {
    HttpResponse<String> page = get("/zipkin/dependency");
    assertThat(page.body()).contains("<title>Zipkin</title>");
    assertThat(page.headers().firstValue("cache-control")).hasValue("max-age=60");
    String script = page.body().replaceAll("(?s).*src=\"([^\"]+\\.js)\".*", "$1");
    HttpResponse<String> file = get(script);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("cache-control")).hasValue("max-age=31536000");
    assertThat(get("/zipkin/static/none.js").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private int post(String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return client
        .send(
            request(path)
                .header("content-type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private HttpResponse<String> gzipped(byte[] body) throws IOException, InterruptedException {
    return client.send(
        request("/api/v2/spans")
            .header("content-encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private static String text(byte[] json) {
    return new String(json, UTF_8);
  }
}
