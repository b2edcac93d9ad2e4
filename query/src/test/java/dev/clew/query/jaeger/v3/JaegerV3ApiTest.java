// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.v3;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.jaeger.JaegerOrigin;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.http.TestQueryServer.Answer;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The v3 API over HTTP. */
class JaegerV3ApiTest {

  private static final String DAY =
      "query.startTimeMin=2025-12-31T00:00:00Z&query.startTimeMax=2026-01-02T00:00:00Z";
  private static final List<Span> SPANS =
      List.of(
          span(1, 1).service("web").name("GET /").kind(SpanKind.SERVER).build(),
          span(1, 2)
              .parent(1)
              .service("db")
              .name("SELECT")
              .kind(SpanKind.CLIENT)
              .startsAfterNanos(10_000)
              .durationNanos(5_000_000)
              .error("timeout")
              .attribute("rows", 123)
              .build(),
          span(2, 1).service("web").name("GET /").startsAfterNanos(1_000_000_000).build(),
          span(3, 1)
              .traceIdHigh(0xab)
              .service("queue")
              .kind(SpanKind.UNSPECIFIED)
              .startsAfterNanos(500_000_000)
              .durationNanos(10_000_000)
              .build());

  private static TestQueryServer server;

  @BeforeAll
  static void start() {
    server = TestQueryServer.jaeger(ReferenceTraceStore.of(SPANS.toArray(Span[]::new)).reader());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void services_areListed() {
    Answer answer = server.get("/api/v3/services");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.body()).isEqualTo("{\"services\":[\"db\",\"queue\",\"web\"]}");
  }

  @Test
  void operations_haveKindsAndNoneIsInternal() {
    assertThat(server.get("/api/v3/operations?service=web").body())
        .isEqualTo(
            """
            {"operations":[{"name":"GET /","spanKind":"internal"},\
            {"name":"GET /","spanKind":"server"}]}\
            """);
    assertThat(server.get("/api/v3/operations?service=queue&span_kind=internal").body())
        .isEqualTo("{\"operations\":[{\"name\":\"operation\",\"spanKind\":\"internal\"}]}");
    assertThat(server.get("/api/v3/operations?service=absent").body())
        .isEqualTo("{\"operations\":[]}");
  }

  @Test
  void operations_withoutService_areOfAll() {
    assertThat(server.get("/api/v3/operations").json().get("operations").size()).isEqualTo(4);
  }

  @Test
  void summaries_sayWhatAListNeeds() {
    long base = RandomSpans.BASE_NANOS;

    Answer answer = server.get("/api/v3/trace-summaries?query.serviceName=db&" + DAY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"summaries":[{"traceId":"00000000000000000000000000000001",\
            "rootServiceName":"web","rootOperationName":"GET /",\
            "minStartTimeUnixNano":"%s","maxEndTimeUnixNano":"%s",\
            "spanCount":2,"errorSpanCount":1,"orphanSpanCount":0,\
            "services":[{"name":"db","spanCount":1,"errorSpanCount":1},\
            {"name":"web","spanCount":1,"errorSpanCount":0}]}]}\
            """
                .formatted(base, base + 5_010_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | 2 3 1",
        "query.serviceName=web | 2 1",
        "query.service_name=web&query.search_depth=1 | 2",
        "query.num_traces=2 | 2 3",
        "query.operationName=SELECT | 1",
        "query.durationMin=5ms | 3 1",
        "query.durationMin=5ms&query.durationMax=0.006s | 1",
        "query.attributes=%7B%22rows%22:%22123%22%7D | 1",
        "query.attributes=%7B%22error%22:true%7D | 1",
        "query.sort=oldest | 1 3 2",
        "query.sort=longest | 3 1 2",
        "query.sort=SHORTEST | 2 1 3",
        "query.sort=mostSpans | 1 2 3",
        "query.sort=most_errors&query.searchDepth=1 | 1",
        "query.traceDurationMin=10ms | 3",
        "query.traceDurationMin=5ms&query.traceDurationMax=6ms | 1",
        "query.spanCountMin=2 | 1",
        "query.spanCountMax=1 | 2 3"
      })
  void summaries_conditions_narrowTheList(String query, String traces) {
    Answer answer =
        server.get("/api/v3/trace-summaries?" + DAY + (query == null ? "" : "&" + query));

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    assertThat(
            answer
                .json()
                .get("summaries")
                .valueStream()
                .map(trace -> trace.get("traceId").asString().substring(31)))
        .containsExactly(traces.split(" "));
  }

  /** Grafana sends the offset of a time zone unescaped, and its plus sign arrives as a blank. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "query.start_time_min=2026-01-01T02:00:00+02:00&query.start_time_max=2026-01-01T02:00:01+02:00",
        "query.startTimeMin=2026-01-01T00:00:00Z&query.startTimeMax=2026-01-01T00:00:00.000000001Z"
      })
  void summaries_times_areReadLeniently(String range) {
    Answer answer = server.get("/api/v3/trace-summaries?query.serviceName=db&" + range);

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
  }

  @Test
  void summaries_nothingFound_isAnEmptyList() {
    Answer answer = server.get("/api/v3/trace-summaries?query.serviceName=absent&" + DAY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"summaries\":[]}");
  }

  @Test
  void summaries_pages_joinToTheWholeWithTotal() {
    String path = "/api/v3/trace-summaries?query.total=true&query.searchDepth=2&" + DAY;
    List<String> ids = new ArrayList<>();

    JsonNode first = server.get(path).json();
    first.get("summaries").forEach(trace -> ids.add(trace.get("traceId").asString()));
    JsonNode second =
        server.get(path + "&query.pageToken=" + first.get("nextPageToken").asString()).json();
    second.get("summaries").forEach(trace -> ids.add(trace.get("traceId").asString()));

    assertThat(first.get("total").asInt()).isEqualTo(3);
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(second.has("nextPageToken")).isFalse();
  }

  @Test
  void trace_isOtlpAndEqualToWhatWentIn() {
    assertThat(spans(server.get("/api/v3/traces/1")))
        .containsExactlyInAnyOrderElementsOf(SPANS.subList(0, 2));
  }

  @Test
  void trace_doesNotSayHowClewMarksJaegersSpans() {
    ReferenceTraceStore marked =
        ReferenceTraceStore.of(
            span(1, 1).resource(JaegerOrigin.FORMAT_KEY, "jaeger").resource("zone", "a").build());
    try (TestQueryServer other = TestQueryServer.jaeger(marked.reader())) {
      for (String path : List.of("/api/v3/traces/1", "/api/v3/traces/1?derived=true")) {
        assertThat(other.get(path).body()).contains("zone").doesNotContain(JaegerOrigin.FORMAT_KEY);
      }
    }
  }

  @Test
  void trace_everyFieldOfOtlp_comesBack() {
    List<Span> spans =
        new RandomSpans(5).spans(500).stream().filter(span -> span.startNanos() >= 0).toList();
    try (TestQueryServer random =
        TestQueryServer.jaeger(ReferenceTraceStore.of(spans.toArray(Span[]::new)).reader())) {
      for (String id : spans.stream().map(span -> span.traceId().toHex()).distinct().toList()) {
        assertThat(spans(random.get("/api/v3/traces/" + id)))
            .containsExactlyInAnyOrderElementsOf(
                spans.stream().filter(span -> span.traceId().toHex().equals(id)).toList());
      }
    }
  }

  @Test
  void trace_large_isStreamedWhole() {
    List<Span> spans =
        IntStream.rangeClosed(1, 10_008)
            .mapToObj(i -> span(1, i).parent(i / 2).startsAfterNanos(i).build())
            .toList();
    try (TestQueryServer large =
        TestQueryServer.jaeger(ReferenceTraceStore.of(spans.toArray(Span[]::new)).reader())) {
      assertThat(spans(large.get("/api/v3/traces/1"))).isEqualTo(spans);
      assertThat(large.get("/api/traces/1").json().at("/data/0/spans").size()).isEqualTo(10_008);
    }
  }

  @Test
  void trace_clientThatReadsGzip_getsIt() throws IOException {
    Span[] spans =
        IntStream.rangeClosed(1, 200).mapToObj(i -> span(1, i).build()).toArray(Span[]::new);
    try (TestQueryServer large = TestQueryServer.jaeger(ReferenceTraceStore.of(spans).reader())) {
      HttpResponse<byte[]> plain =
          large.exchange(HttpRequest.newBuilder(large.uri("/api/v3/traces/1")));
      HttpResponse<byte[]> packed =
          large.exchange(
              HttpRequest.newBuilder(large.uri("/api/v3/traces/1"))
                  .header("accept-encoding", "gzip"));

      assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
      try (GZIPInputStream unpacked =
          new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
        assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
      }
    }
  }

  @Test
  void search_mergesTracesInOneDocument() {
    Answer answer = server.get("/api/v3/traces?query.serviceName=web&" + DAY);

    assertThat(spans(answer)).containsExactlyInAnyOrderElementsOf(SPANS.subList(0, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v3/traces/99", "/api/v3/traces?query.serviceName=absent&"})
  void traces_noneFound_isNotFound(String path) {
    Answer answer = server.get(path.endsWith("&") ? path + DAY : path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"error\":{\"httpCode\":404,\"message\":\"No traces found\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "traces/xyz | parameter 'trace_id': \"xyz\" (expected: 1 to 32 hex digits)",
        "traces/1?rawTraces=maybe | parameter 'rawTraces': \"maybe\" (expected: true or false)",
        "traces | parameter 'query.startTimeMin' is required",
        "trace-summaries?query.startTimeMin=2026-01-01T00:00:00Z | parameter 'query.startTimeMax'"
            + " is required",
        "trace-summaries?query.startTimeMin=x&query.startTimeMax=y | parameter"
            + " 'query.startTimeMin': \"x\"",
        "trace-summaries?query.startTimeMin=2026-01-01T00:00:00Z&query.startTimeMax=2026-01-01T00:00:00Z"
            + " | parameter 'query.startTimeMax'",
        "trace-summaries?DAY&query.searchDepth=0 | parameter 'query.searchDepth': \"0\"",
        "trace-summaries?DAY&query.durationMin=1 | parameter 'query.durationMin': \"1\"",
        "trace-summaries?DAY&query.durationMin=2s&query.durationMax=1s | parameter"
            + " 'query.durationMax': \"1s\"",
        "trace-summaries?DAY&query.traceDurationMin=2s&query.traceDurationMax=1s | parameter"
            + " 'query.traceDurationMax': \"1s\"",
        "trace-summaries?DAY&query.attributes=x | parameter 'query.attributes': \"x\"",
        "trace-summaries?DAY&query.sort=x | parameter 'query.sort': \"x\" (expected: newest",
        "trace-summaries?DAY&query.pageToken=x | cursor: \"x\"",
        "operations?spanKind=x | parameter 'spanKind': \"x\""
      })
  void badRequest_namesTheParameter(String path, String message) {
    Answer answer = server.get("/api/v3/" + path.replace("DAY", DAY));

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.json().at("/error/httpCode").asInt()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asString()).startsWith(message);
  }

  private static List<Span> spans(Answer answer) {
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    byte[] otlp = answer.json().get("result").toString().getBytes(StandardCharsets.UTF_8);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    new OtlpJsonReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, builder);
    return Spans.list(builder.build());
  }
}
