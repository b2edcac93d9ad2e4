// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.query.http.TestQueryServer;
import dev.clew.query.http.TestQueryServer.Answer;
import dev.clew.query.jaeger.SearchScenarios.Scenario;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** {@link SearchScenarios} over both generations of the HTTP API. */
class JaegerSearchScenariosTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long START_MICROS = RandomSpans.BASE_NANOS / 1000;
  private static final long END_MICROS = START_MICROS + SearchScenarios.WINDOW_NANOS / 1000;
  private static final SearchScenarios SCENARIOS = new SearchScenarios();

  private static TestQueryServer server;

  @BeforeAll
  static void start() {
    server =
        TestQueryServer.jaeger(
            ReferenceTraceStore.of(SCENARIOS.spans().toArray(Span[]::new)).reader());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Scenario> scenarios() {
    return SCENARIOS.all().stream();
  }

  @Test
  void scenarios_coverWhatJaegerAsksOfAStorage() {
    assertThat(SCENARIOS.all()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(SCENARIOS.all()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void legacySearch_findsWhatIsMeant(Scenario scenario) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("service", scenario.service());
    scenario.operation().ifPresent(name -> parameters.put("operation", name));
    scenario.durationMin().ifPresent(text -> parameters.put("minDuration", text));
    scenario.durationMax().ifPresent(text -> parameters.put("maxDuration", text));
    parameters.put("tags", MAPPER.writeValueAsString(scenario.tags()));
    parameters.put("start", Long.toString(START_MICROS));
    parameters.put("end", Long.toString(END_MICROS));
    parameters.put("limit", "1000");

    Answer answer = server.get("/api/traces?" + encode(parameters));

    assertThat(ids(answer, "/data", "traceID"))
        .containsExactlyInAnyOrderElementsOf(scenario.traceIds());
    assertThat(answer.json().get("data").valueStream())
        .allMatch(trace -> trace.get("spans").size() == 2);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void v3Summaries_findWhatIsMeant(Scenario scenario) {
    Answer answer = server.get("/api/v3/trace-summaries?" + encode(v3Parameters(scenario)));

    assertThat(ids(answer, "/summaries", "traceId"))
        .containsExactlyInAnyOrderElementsOf(scenario.traceIds());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void v3Search_findsWholeTraces(Scenario scenario) {
    Answer answer = server.get("/api/v3/traces?" + encode(v3Parameters(scenario)));

    assertThat(answer.status()).isEqualTo(200);
    List<Long> spanTraceIds =
        answer
            .json()
            .at("/result/resourceSpans")
            .valueStream()
            .flatMap(resource -> resource.get("scopeSpans").valueStream())
            .flatMap(scope -> scope.get("spans").valueStream())
            .map(span -> Long.parseUnsignedLong(span.get("traceId").asString(), 16))
            .toList();
    assertThat(spanTraceIds)
        .containsExactlyInAnyOrderElementsOf(
            scenario.traceIds().stream().flatMap(id -> Stream.of(id, id)).toList());
  }

  /** What one service's search finds, a search over all services finds too. */
  @Test
  void v3Search_withoutService_looksEverywhere() {
    Map<String, String> parameters = window();
    parameters.put("query.attributes", "{\"where.text\":\"here\"}");
    parameters.put("query.searchDepth", "1000");
    parameters.put("query.total", "true");

    Answer answer = server.get("/api/v3/trace-summaries?" + encode(parameters));

    long traces = SCENARIOS.spans().stream().map(Span::traceId).distinct().count();
    assertThat(answer.json().get("total").asLong()).isEqualTo(traces);
  }

  private static Map<String, String> v3Parameters(Scenario scenario) {
    Map<String, String> parameters = window();
    parameters.put("query.serviceName", scenario.service());
    scenario.operation().ifPresent(name -> parameters.put("query.operationName", name));
    scenario.durationMin().ifPresent(text -> parameters.put("query.durationMin", text));
    scenario.durationMax().ifPresent(text -> parameters.put("query.durationMax", text));
    if (!scenario.tags().isEmpty()) {
      parameters.put("query.attributes", MAPPER.writeValueAsString(scenario.tags()));
    }
    parameters.put("query.searchDepth", "1000");
    return parameters;
  }

  private static Map<String, String> window() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("query.startTimeMin", time(START_MICROS));
    parameters.put("query.startTimeMax", time(END_MICROS));
    return parameters;
  }

  private static String time(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000).toString();
  }

  private static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static List<Long> ids(Answer answer, String list, String property) {
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    return answer
        .json()
        .at(list)
        .valueStream()
        .map(trace -> Long.parseUnsignedLong(trace.get(property).asString(), 16))
        .toList();
  }
}
