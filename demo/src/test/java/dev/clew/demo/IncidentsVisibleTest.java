// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.demo.incident.Culprit;
import dev.clew.demo.incident.Incident;
import dev.clew.demo.incident.Incidents;
import dev.clew.demo.incident.Timetable;
import dev.clew.demo.incident.TraceSearch;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each incident must show in the spans while it lasts, and not otherwise. */
class IncidentsVisibleTest {

  private static Recording recording;

  @BeforeAll
  static void recordOneRound() {
    recording = Recording.of(Timetable.ROUND, 4, 4);
  }

  @Test
  void cacheOutage_redisFails_postgresAnswers_paymentsAreSlow() {
    Predicate<SpanData> during = during(Incidents.FEATURE_CACHE_OUTAGE);
    List<SpanData> commands =
        recording.spansOf("feature-store", span -> span.getName().equals("HMGET"));
    assertThat(errorShare(commands, during)).isGreaterThan(0.99);
    assertThat(errorShare(commands, during.negate())).isZero();

    List<SpanData> reads =
        recording.spansOf("feature-store", span -> span.getName().equals("fs.readFromOnlineStore"));
    assertThat(reads.stream().filter(during))
        .allMatch(span -> Recording.attribute(span, "ml.feature.source").equals("postgresql"));

    List<SpanData> payments =
        recording.spansOf("edge-gateway", span -> span.getName().equals("POST /v1/payments/score"));
    assertThat(medianMillis(payments, during))
        .isGreaterThan(6 * medianMillis(payments, during.negate()));
  }

  @Test
  void slowModelVersion_onlyOneVersionOnOneGpu() {
    Predicate<SpanData> during = during(Incidents.SLOW_MODEL_VERSION);
    Map<String, List<SpanData>> batches =
        recording
            .spansOf("ranker-server", span -> span.getName().equals("batch recommender-ranker"))
            .stream()
            .collect(
                Collectors.groupingBy(span ->
                    Recording.attribute(span, "ml.model.version")
                        + " on "
                        + Recording.attribute(span, "ml.gpu.type")));
    assertThat(batches)
        .containsOnlyKeys(
            "6 on NVIDIA L4", "7 on NVIDIA L4", "6 on NVIDIA A10G", "7 on NVIDIA A10G");
    batches.forEach((combination, spans) -> {
      double slowdown = medianMillis(spans, during) / medianMillis(spans, during.negate());
      if (combination.equals("7 on NVIDIA L4")) {
        assertThat(slowdown).as(combination).isBetween(5.0, 7.0);
      } else {
        assertThat(slowdown).as(combination).isBetween(0.7, 1.4);
      }
    });
  }

  @Test
  void outOfMemory_largeBatchesFail_retriesAndFallbackHideIt() {
    Predicate<SpanData> during = during(Incidents.GPU_OUT_OF_MEMORY);
    List<SpanData> batches =
        recording.spansOf("triton", span -> span.getName().equals("batch image-classifier"));
    List<SpanData> large =
        batches.stream()
            .filter(span -> Integer.parseInt(Recording.attribute(span, "ml.batch.size")) >= 5)
            .toList();
    assertThat(errorShare(large, during)).isEqualTo(1);
    assertThat(errorShare(batches, during)).isLessThan(1);
    assertThat(errorShare(batches, during.negate())).isZero();

    List<SpanData> images =
        recording.spansOf("image-moderation", span -> span.getName().equals("moderate_image"));
    assertThat(images.stream().filter(during))
        .anyMatch(span -> Recording.attribute(span, "ml.fallback").equals("true"))
        .anyMatch(
            span -> span.getEvents().stream().anyMatch(event -> event.getName().equals("retry")));
    assertThat(images).allMatch(span -> span.getStatus().getStatusCode() != StatusCode.ERROR);
  }

  @Test
  void confidenceDrift_treatmentArmOnly() {
    Predicate<SpanData> during = during(Incidents.CONFIDENCE_DRIFT);
    Timetable timetable = recording.timetable();
    Predicate<SpanData> late =
        span -> timetable.progress(Incidents.CONFIDENCE_DRIFT, span.getStartEpochNanos()) > 0.7;
    List<SpanData> scored =
        recording.spansOf(
            "fraud-scoring", span -> !Recording.attribute(span, "fraud.decision").isEmpty());
    Predicate<SpanData> treatment =
        span -> Recording.attribute(span, "ml.experiment.arm").equals("treatment");

    assertThat(meanConfidence(scored, treatment.and(late))).isLessThan(0.72);
    assertThat(meanConfidence(scored, treatment.negate().and(late))).isGreaterThan(0.91);
    assertThat(meanConfidence(scored, treatment.and(during.negate()))).isGreaterThan(0.91);
  }

  @Test
  void search_findsTheIncident_andLittleElse() {
    for (Incident incident : Incidents.ALL) {
      List<SpanData> found =
          recording.spans().stream().filter(span -> matches(incident.search(), span)).toList();
      long traces = found.stream().map(SpanData::getTraceId).distinct().count();
      long within = found.stream().filter(during(incident)).count();
      assertThat(traces).as(incident.name()).isGreaterThan(20);
      assertThat((double) within / found.size()).as(incident.name()).isGreaterThan(0.95);
    }
  }

  @Test
  void culprit_namesSpansThatExistWhileItLasts() {
    for (Incident incident : Incidents.ALL) {
      assertThat(recording.spans())
          .as(incident.name())
          .anyMatch(span -> during(incident).test(span) && matches(incident.culprit(), span));
    }
  }

  /** Begun within the window; spans that straddle its end may show no trace of it. */
  private static Predicate<SpanData> during(Incident incident) {
    return span -> recording.timetable().active(incident, span.getStartEpochNanos());
  }

  private static boolean matches(TraceSearch search, SpanData span) {
    return Recording.serviceOf(span).equals(search.service())
        && search.operation().map(span.getName()::equals).orElse(true)
        && search.minDuration().map(min -> Recording.millis(span) >= min.toMillis()).orElse(true)
        && hasAll(search.tags(), span);
  }

  private static boolean matches(Culprit culprit, SpanData span) {
    return Recording.serviceOf(span).equals(culprit.service())
        && hasAll(culprit.attributes(), span);
  }

  private static boolean hasAll(Map<String, String> attributes, SpanData span) {
    return attributes.entrySet().stream()
        .allMatch(entry -> Recording.attribute(span, entry.getKey()).equals(entry.getValue()));
  }

  private static double errorShare(List<SpanData> spans, Predicate<SpanData> condition) {
    return spans.stream()
        .filter(condition)
        .mapToDouble(span -> span.getStatus().getStatusCode() == StatusCode.ERROR ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static double medianMillis(List<SpanData> spans, Predicate<SpanData> condition) {
    double[] sorted =
        spans.stream().filter(condition).mapToDouble(Recording::millis).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double meanConfidence(List<SpanData> spans, Predicate<SpanData> condition) {
    return spans.stream()
        .filter(condition)
        .mapToDouble(
            span -> Double.parseDouble(Recording.attribute(span, "ml.prediction.confidence")))
        .average()
        .orElseThrow();
  }
}
