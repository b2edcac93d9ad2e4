// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.http.TestQueryServer.Answer;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The legacy API over HTTP. */
class JaegerApiTest {

  private static final long BASE_MICROS = RandomSpans.BASE_NANOS / 1000;

  private static TestQueryServer server;

  @BeforeAll
  static void start() {
    server =
        TestQueryServer.jaeger(
            ReferenceTraceStore.of(
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
                    span(2, 1)
                        .service("web")
                        .name("GET /")
                        .kind(SpanKind.SERVER)
                        .startsAfterNanos(TimeUnit.MINUTES.toNanos(1))
                        .durationNanos(2_000_000)
                        .build(),
                    span(3, 1)
                        .traceIdHigh(0xab)
                        .service("a/b c")
                        .name("odd")
                        .kind(SpanKind.UNSPECIFIED)
                        .build(),
                    span(4, 1)
                        .service("")
                        .startsAfterNanos(-TimeUnit.DAYS.toNanos(10))
                        .name("nameless")
                        .build())
                .reader());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void services_areListedWithTheirCount() {
    Answer answer = server.get("/api/services");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"data":["OTLPResourceNoServiceName","a/b c","db","web"],"total":4,"limit":0,\
            "offset":0,"errors":null}\
            """);
  }

  @Test
  void services_ofEmptyStore_areAnEmptyList() {
    try (TestQueryServer empty = TestQueryServer.jaeger(new ReferenceTraceStore().reader())) {
      assertThat(empty.get("/api/services").body())
          .isEqualTo("{\"data\":[],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "web, '[\"GET /\"]'",
    "a%2Fb%20c, '[\"odd\"]'",
    "OTLPResourceNoServiceName, '[\"nameless\"]'",
    "absent, null"
  })
  void operationsOfService_areNames(String service, String data) {
    Answer answer = server.get("/api/services/" + service + "/operations");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("data").toString()).isEqualTo(data);
  }

  @Test
  void operations_haveKinds() {
    assertThat(server.get("/api/operations?service=web").json().get("data").toString())
        .isEqualTo("[{\"name\":\"GET /\",\"spanKind\":\"server\"}]");
    assertThat(server.get("/api/operations?service=a%2Fb+c").json().get("data").toString())
        .isEqualTo("[{\"name\":\"odd\",\"spanKind\":\"\"}]");
    assertThat(server.get("/api/operations?service=web&spanKind=client").json().get("data").size())
        .isZero();
  }

  @Test
  void search_service_findsWholeTracesNewestFirst() {
    JsonNode answer = server.get("/api/traces?service=web").json();

    assertThat(ids(answer)).containsExactly("0000000000000002", "0000000000000001");
    assertThat(answer.at("/data/1/spans").size()).isEqualTo(2);
    assertThat(answer.at("/data/1/processes").size()).isEqualTo(2);
    assertThat(answer.get("errors").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service=web&limit=1 | 2",
        "service=web&operation=GET+%2F | 2 1",
        "service=web&operation=SELECT | ",
        "service=db&operation=SELECT | 1",
        "service=db&minDuration=5ms&maxDuration=5ms | 1",
        "service=web&minDuration=1.5ms | 2",
        "service=web&maxDuration=1500us | 1",
        "service=web&minDuration=&maxDuration=&operation= | 2 1",
        "service=db&tags={\"rows\":\"123\"} | 1",
        "service=db&tags={\"rows\":123} | 1",
        "service=db&tag=rows:123&tag=error:true | 1",
        "service=db&tags={\"rows\":\"124\"} | ",
        "service=web&tags={\"error\":\"true\"} | ",
        "service=web&tags={\"error\":\"false\"} | 2 1",
        "service=db&tags={\"span.kind\":\"client\",\"otel.status_code\":\"ERROR\"} | 1",
        "service=db&tags={\"otel.status_description\":\"timeout\",\"span.status\":\"Error\"} | 1",
        "service=db&tags={\"scope.name\":\"library\",\"otel.scope.name\":\"library\"} | 1",
        "service=db&tags={\"resource.service.name\":\"db\",\"service.name\":\"db\"} | 1",
        "service=web&start=BASE&end=BASE | 1",
        "service=web&start=BASE_MILLIS&end=BASE_MILLIS | 1",
        "service=web&start=2026-01-01T00:00:30Z&end=2026-01-01T01:02:00+01:00 | 2",
        "service=OTLPResourceNoServiceName | ",
        "service=OTLPResourceNoServiceName&start=0 | 4",
        "service=web&lookback=1h | 2 1"
      })
  void search_conditions_holdOnOneSpan(String query, String traces) {
    String path =
        "/api/traces?"
            + query
                .replace("BASE_MILLIS", Long.toString(BASE_MICROS / 1000))
                .replace("BASE", Long.toString(BASE_MICROS))
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("\"", "%22");
    List<String> expected =
        traces == null
            ? List.of()
            : List.of(traces.split(" ")).stream().map(id -> "000000000000000" + id).toList();

    Answer answer = server.get(path);

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    assertThat(ids(answer.json())).isEqualTo(expected);
  }

  @Test
  void search_byIds_listsThoseThatAreMissing() {
    JsonNode answer =
        server.get("/api/traces?traceID=2&traceID=77&traceID=ab0000000000000003").json();

    assertThat(ids(answer)).containsExactly("0000000000000002", "00000000000000ab0000000000000003");
    assertThat(answer.get("errors").toString())
        .isEqualTo("[{\"msg\":\"trace not found\",\"traceID\":\"0000000000000077\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000ab0000000000000003",
        "ab0000000000000003",
        "AB0000000000000003",
        "AAAAAAAAAKsAAAAAAAAAAw==",
        "AAAAAAAAAKsAAAAAAAAAAw%3D%3D",
        "ab0000000000000003?start=1&end=2&raw=true"
      })
  void trace_anyWayToWriteItsId_isFound(String id) {
    Answer answer = server.get("/api/traces/" + id);

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    assertThat(ids(answer.json())).containsExactly("00000000000000ab0000000000000003");
  }

  @Test
  void trace_unknown_isNotFoundAsPlainText() {
    Answer answer = server.get("/api/traces/99");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.contentType()).startsWith("text/plain");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"data":null,"total":0,"limit":0,"offset":0,\
            "errors":[{"code":404,"msg":"trace not found"}]}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/traces | parameter 'service' is required",
        "/api/traces?service= | parameter 'service' is required",
        "/api/operations | parameter 'service' is required",
        "/api/operations?service=web&spanKind=x | parameter 'spanKind': \"x\"",
        "/api/traces/xyz | parameter 'traceID': \"xyz\" (expected: 1 to 32 hex digits)",
        "/api/traces?traceID=xyz | parameter 'traceID': \"xyz\" (expected: 1 to 32 hex digits)",
        "/api/traces?service=a&limit=0 | parameter 'limit': \"0\" (expected: an integer from 1 to",
        "/api/traces?service=a&limit=ten | parameter 'limit': \"ten\"",
        "/api/traces?service=a&limit=99999999 | parameter 'limit': \"99999999\"",
        "/api/traces?service=a&tag=novalue | parameter 'tag': \"novalue\" (expected: key:value)",
        "/api/traces?service=a&tags=%5B%5D | parameter 'tags': \"[]\" (expected: a JSON object",
        "/api/traces?service=a&tags=%7B | parameter 'tags': \"{\" (expected: a JSON object",
        "/api/traces?service=a&minDuration=1 | parameter 'minDuration': \"1\"",
        "/api/traces?service=a&minDuration=2s&maxDuration=1s | parameter 'maxDuration': \"1s\"",
        "/api/traces?service=a&start=x | parameter 'start': \"x\" (expected: a time",
        "/api/traces?service=a&start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z | parameter"
            + " 'end'",
        "/api/traces/1?raw=maybe | parameter 'raw': \"maybe\" (expected: true or false)",
        "/api/dependencies?endTs=x | parameter 'endTs': \"x\" (expected: a time",
        "/api/dependencies?lookback=x | parameter 'lookback': \"x\" (expected: a duration"
      })
  void badRequest_namesTheParameter(String path, String message) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("text/plain");
    assertThat(answer.json().get("data").isNull()).isTrue();
    assertThat(answer.json().at("/errors/0/code").asInt()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/msg").asString()).startsWith(message);
  }

  @Test
  void dependencies_areCallsBetweenServices() {
    long endMillis = BASE_MICROS / 1000 + 1000;

    assertThat(server.get("/api/dependencies?endTs=" + endMillis).json().get("data").toString())
        .isEqualTo("[{\"parent\":\"web\",\"child\":\"db\",\"callCount\":1,\"errorCount\":1}]");
    assertThat(
            server
                .get("/api/dependencies?endTs=" + endMillis + "&lookback=60000&service=db")
                .json()
                .get("data")
                .size())
        .isEqualTo(1);
    assertThat(
            server
                .get("/api/dependencies?endTs=" + endMillis + "&service=other")
                .json()
                .get("data")
                .toString())
        .isEqualTo("[]");
  }

  @Test
  void transform_otlpJson_isJaegersModel() {
    String otlp =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"x"}}]},
        "scopeSpans":[{"spans":[
          {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000001","name":"one"},
          {"traceId":"0000000000000000000000000000000b","spanId":"0000000000000002","name":"two"},
          {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000003","name":"three"},
          {"traceId":"","spanId":"0000000000000003","name":"broken"}]}]}]}\
        """;

    Answer answer = server.post("/api/transform", otlp);

    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    assertThat(ids(answer.json())).containsExactly("000000000000000a", "000000000000000b");
    assertThat(answer.json().at("/data/0/spans").size()).isEqualTo(2);
    assertThat(answer.json().at("/data/0/processes/p1/serviceName").asString()).isEqualTo("x");
    assertThat(answer.json().at("/errors/0/msg").asString()).startsWith("1 spans left out");
  }

  @Test
  void transform_somethingElse_isRefused() {
    Answer answer = server.post("/api/transform", "not JSON");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/msg").asString()).startsWith("body: ");
  }

  @Test
  void prettyPrint_indents() {
    assertThat(server.get("/api/services?prettyPrint=true").body()).contains("\n    \"data\"");
    assertThat(server.get("/api/services?prettyPrint=false").body()).doesNotContain("\n");
  }

  /** What was sent as {@code hostname=h}, {@code jaeger.version=Java-1}, {@code ip=10.0.0.255}. */
  @ParameterizedTest
  @CsvSource({
    "hostname, node-1, 1",
    "host.name, node-1, 1",
    "hostname, node-2, 0",
    "jaeger.version, Java-1, 1",
    "jaeger.version, Java-2, 0",
    "ip, 10.0.0.255, 1",
    "ip, 10.0.0.254, 0",
    "peer.ipv4, 192.168.0.1, 1",
    "peer.ipv4, 3232235521, 0",
    "peer.ipv4, 300.1, 0"
  })
  void search_tagsThatHaveAnotherFormInside_areFoundAsTheyAreSent(
      String key, String value, int count) {
    ReferenceTraceStore store =
        ReferenceTraceStore.of(
            span(1, 1)
                .service("s")
                .resource("host.name", "node-1")
                .resource("opencensus.exporterversion", "Jaeger-Java-1")
                .resource("ip", new AttributeValue.IntValue(0x0a0000ff))
                .attribute("peer.ipv4", 0xc0a80001)
                .build());
    try (TestQueryServer other = TestQueryServer.jaeger(store.reader())) {
      Answer answer = other.get("/api/traces?service=s&start=0&tag=" + key + ":" + value);

      assertThat(answer.json().get("data").size()).isEqualTo(count);
    }
  }

  @Test
  void search_valueWithEveryDelimiter_isFound() {
    String value = "a&b=c;d+e %2F ü\"";
    Span span = span(9, 1).service("s").attribute("odd", value).build();
    try (TestQueryServer odd = TestQueryServer.jaeger(ReferenceTraceStore.of(span).reader())) {
      String tag = URLEncoder.encode("odd:" + value, StandardCharsets.UTF_8);

      assertThat(ids(odd.get("/api/traces?service=s&tag=" + tag).json())).hasSize(1);
    }
  }

  private static List<String> ids(JsonNode answer) {
    return answer.get("data").valueStream().map(trace -> trace.get("traceID").asString()).toList();
  }
}
