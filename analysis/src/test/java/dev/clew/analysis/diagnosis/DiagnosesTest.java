// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.diagnosis;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DiagnosesTest {

  private static final int REQUESTS = 200;
  private static final long MILLI = 1_000_000;

  /** A caller that chooses the version, and a server with the version in its routes: 7 is slow. */
  @Test
  void versionInARoute_isNotAnotherOperation_andBlamesTheSlowServer() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= REQUESTS; i++) {
      String version = i % 2 == 0 ? "7" : "6";
      long rank = (20 + i % 5 + (version.equals("7") ? 60 : 0)) * MILLI;
      spans.add(
          span(i, 1)
              .service("recommender")
              .name("GET /home")
              .startsAfterNanos(i * 1000L * MILLI)
              .durationNanos(rank + (10 + i % 3) * MILLI)
              .build());
      spans.add(
          span(i, 2)
              .parent(1)
              .service("ranker")
              .name("POST /v2/models/m/versions/" + version + "/infer")
              .kind(SpanKind.SERVER)
              .startsAfterNanos(i * 1000L * MILLI + 5 * MILLI)
              .durationNanos(rank)
              .attribute("ml.model.version", version)
              .build());
    }

    Diagnosis diagnosis = diagnose(spans, Optional.empty(), versions());
    Diagnosis slow =
        diagnose(
            spans,
            Optional.of("POST /v2/models/m/versions/7/infer"),
            new Comparison.Slow(OptionalLong.of(83 * MILLI)));

    assertThat(diagnosis.suspects())
        .extracting(suspect -> suspect.service())
        .as(diagnosis.suspects().toString())
        .containsExactly("ranker");
    assertThat(diagnosis.suspects().getFirst().evidence().toString())
        .contains("own time in POST /v2/models/m/versions/*/infer");
    assertThat(slow.selectedTraces()).as("the operation is found by its whole name").isPositive();
    assertThat(slow.selectedTraces() + slow.referenceTraces()).isEqualTo(REQUESTS / 2);
  }

  private static Comparison versions() {
    return new Comparison.Versions("ml.model.version", Optional.empty(), "6", "7");
  }

  private static Diagnosis diagnose(
      List<Span> spans, Optional<String> operation, Comparison comparison) {
    AnalysisQuery query =
        new AnalysisQuery(Optional.empty(), operation, SpanFilter.all(), TimeRange.ALL, 1000);
    try (ReferenceTraceStore store = new ReferenceTraceStore()) {
      store.writer().append(Spans.batch(spans)).join();
      return new Diagnoses(store.reader())
          .diagnose(
              new DiagnosisQuery(query, comparison, Outcome.LATENCY, true),
              QueryContext.defaults());
    }
  }
}
