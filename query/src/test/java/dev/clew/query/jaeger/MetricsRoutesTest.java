// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.query.http.TestQueryServer;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MetricsRoutesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long END_MILLIS = TestQueryServer.NOW.toEpochMilli();

  private static TestQueryServer server;

  /** Ten minutes before the end: 6 calls a minute of 100 ms each, of which one fails. */
  @BeforeAll
  static void start() {
    List<Span> spans = new ArrayList<>();
    long endNanos = EpochNanos.of(TestQueryServer.NOW);
    for (int minute = 1; minute <= 10; minute++) {
      for (int i = 0; i < 6; i++) {
        long startNanos = endNanos - minute * MINUTE.toNanos() + i * 1_000_000_000L;
        spans.add(span(spans.size(), "checkout", SpanKind.SERVER, i == 0, startNanos));
        spans.add(span(spans.size(), "charge", SpanKind.CLIENT, false, startNanos));
      }
      spans.add(
          Spans.span(1_000L + minute, 1)
              .service("queue")
              .kind(SpanKind.SERVER)
              .startNanos(endNanos - minute * MINUTE.toNanos())
              .durationNanos(minute <= 5 ? 30_000_000 : 10_000_000)
              .build());
    }
    server = TestQueryServer.jaeger(ReferenceTraceStore.of(spans.toArray(Span[]::new)).reader());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Span span(int id, String name, SpanKind kind, boolean fails, long startNanos) {
    var span =
        Spans.span(id + 1L, 1)
            .service("shop")
            .name(name)
            .kind(kind)
            .startNanos(startNanos)
            .durationNanos(100_000_000);
    return (fails ? span.error("no") : span).build();
  }

  @Test
  void calls_areARatePerSecond_ofServerSpansUnlessToldOtherwise() {
    JsonNode family = metrics("calls?service=shop&lookback=600000&step=60000&ratePer=600000");

    assertThat(family.get("name").asString()).isEqualTo("service_call_rate");
    assertThat(family.get("type").asString()).isEqualTo("GAUGE");
    assertThat(family.at("/metrics/0/labels/0/name").asString()).isEqualTo("service_name");
    assertThat(family.at("/metrics/0/labels/0/value").asString()).isEqualTo("shop");
    assertThat(lastValue(family)).isCloseTo(0.1, within(0.0001)); // 60 calls in 10 minutes
    assertThat(
            lastValue(
                metrics(
                    "calls?service=shop&lookback=600000&step=60000&ratePer=600000"
                        + "&spanKind=server&spanKind=client")))
        .isCloseTo(0.2, within(0.0001));
  }

  @Test
  void errors_areAFractionOfCalls() {
    JsonNode family =
        metrics("errors?service=shop&lookback=600000&step=60000&ratePer=600000&spanKind=server");

    assertThat(family.get("name").asString()).isEqualTo("service_error_rate");
    assertThat(lastValue(family)).isCloseTo(1.0 / 6, within(0.0001));
  }

  @Test
  void latencies_areMilliseconds_byOperationIfAsked() {
    JsonNode family =
        metrics(
            "latencies?service=shop&quantile=0.95&groupByOperation=true&lookback=600000"
                + "&step=60000&spanKind=SPAN_KIND_SERVER");

    assertThat(family.get("name").asString()).isEqualTo("service_operation_latencies");
    assertThat(family.at("/metrics/0/labels/1/name").asString()).isEqualTo("operation");
    assertThat(family.at("/metrics/0/labels/1/value").asString()).isEqualTo("checkout");
    assertThat(lastValue(family)).isCloseTo(100, within(2.0));
    assertThat(family.at("/metrics/0/metricPoints")).hasSize(10);
    assertThat(family.at("/metrics/0/metricPoints/0/timestamp").asString()).endsWith("Z");
    assertThat(family.get("help").asString())
        .isEqualTo("0.95th quantile latency, grouped by service & operation");
  }

  /**
   * Half of the last ten minutes' spans of the queue took 10 ms, half 30 ms; the last minute 30.
   */
  @Test
  void latencies_areThoseOfTheTimeOfRatePer() {
    String query = "latencies?service=queue&lookback=120000&step=60000&quantile=";

    assertThat(lastValue(metrics(query + "0.4&ratePer=60000"))).isCloseTo(30, within(1.0));
    assertThat(lastValue(metrics(query + "0.4&ratePer=600000"))).isCloseTo(10, within(1.0));
    assertThat(lastValue(metrics(query + "0.6&ratePer=600000"))).isCloseTo(30, within(1.0));
    assertThat(lastValue(metrics(query + "0.4"))).as("ten minutes").isCloseTo(10, within(1.0));
    assertThat(metrics(query + "0.4&ratePer=600000").get("help").asString())
        .isEqualTo("0.4th quantile latency, grouped by service");
  }

  @Test
  void unknownService_hasNoMetrics() {
    assertThat(metrics("calls?service=nobody").get("metrics")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calls | parameter 'service' is required",
        "latencies?service=shop | parameter 'quantile' is required",
        "latencies?service=shop&quantile=2 | a number from 0 to 1",
        "calls?service=shop&spanKind=best | one of",
        "calls?service=shop&groupByOperation=often | true or false",
        "calls?service=shop&lookback=soon | a duration",
        "calls?service=shop&lookback=999999999999&step=1 | points within lookback",
      })
  void malformedParameters_areRefused(String path, String message) {
    var answer = server.get("/api/metrics/" + path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  private static JsonNode metrics(String path) {
    var answer =
        server.get(
            "/api/metrics/" + path + (path.contains("?") ? "&" : "?") + "endTs=" + END_MILLIS);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static double lastValue(JsonNode family) {
    JsonNode points = family.at("/metrics/0/metricPoints");
    return points.get(points.size() - 1).at("/gaugeValue/doubleValue").asDouble();
  }
}
