// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.bottleneck.BusinessImpact;
import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.diagnosis.Comparison;
import dev.clew.analysis.diagnosis.Diagnoses;
import dev.clew.analysis.diagnosis.DiagnosisQuery;
import dev.clew.analysis.report.CriticalPathSearch;
import dev.clew.analysis.report.Report;
import dev.clew.analysis.report.ReportBuilder;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.model.Span;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A report as text, HTML and JSON. */
class ReportWritingTest {

  private static final URI UI = URI.create("http://clew.example:16686");
  private static final AnalysisQuery ALL =
      new AnalysisQuery(Optional.empty(), Optional.empty(), SpanFilter.all(), TimeRange.ALL, 1_000);

  private final Report report = diagnosed(RankerTraces.store().reader());

  @Test
  void text_hasAChapterForEachAnswer_andAddressesOfTraces() {
    String text = ReportText.of(report, UI);

    assertThat(text)
        .contains("Analysis of all services", "240 requests in 240 of 240 traces")
        .contains("What stands out", "is worse than 6")
        .contains("What sets requests of 80.0 ms or more", "\nCauses\n", "\nRoot causes\n")
        .contains("ml.model.version = 7", "gpu = L4")
        .contains("\nVersions of models\n", "6 → 7", "roll back")
        .contains("\nWhere requests wait\n", "\nWhere errors begin\n", "OutOfMemory")
        .contains("http://clew.example:16686/trace/0000");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
  }

  @Test
  void html_hasTheSameChapters_andNothingFromElsewhere() {
    String html = ReportHtml.of(report, UI);

    assertThat(html)
        .startsWith("<!doctype html>")
        .contains("<h2>Causes</h2>", "<h2>Root causes</h2>", "<h2>Versions of models</h2>")
        .contains("href=\"http://clew.example:16686/trace/0000")
        .doesNotContain("<script", "src=");
  }

  @Test
  void json_readBack_isTheSameReport() {
    String json = AnalysisJson.text(report);

    assertThat(AnalysisJson.report(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(report);
  }

  @Test
  void recommendations_haveGain_figuresAndAddresses_inTextAndHtml() {
    Report advised = report(storeOfLoads());

    assertThat(ReportText.of(advised, UI))
        .contains("\nWhat to do\n  high impact\n", "model caching: scorer loaded fraud 20 times")
        .contains("gain: requests take 80 % less time, 80 ms each (")
        .contains("loads 20; time of a load 80 ms");
    assertThat(ReportHtml.of(advised, UI))
        .contains("<h2>What to do</h2>", "<h3>high impact</h3>", "<b>model caching</b>")
        .contains("gain: requests take 80 % less time");
    assertThat(AnalysisJson.report(AnalysisJson.text(advised).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(advised);
  }

  /** Every request loads the model. */
  private static TraceReader storeOfLoads() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      spans.add(
          Spans.span(i, 1)
              .service("scorer")
              .durationNanos(100_000_000)
              .attribute("ml.model.name", "fraud")
              .build());
      spans.add(
          Spans.span(i, 2)
              .parent(1)
              .service("scorer")
              .startsAfterNanos(10_000_000)
              .durationNanos(80_000_000)
              .attribute("ml.operation", "load_model")
              .build());
    }
    return ReferenceTraceStore.of(spans.toArray(Span[]::new)).reader();
  }

  @Test
  void names_thatMeanSomethingToTerminalsOrBrowsers_areHarmless() {
    Report hostile =
        report(
            ReferenceTraceStore.of(
                    Spans.span(1, 1).service("<b>shop</b>").name("\u001b[31mGET").build())
                .reader());

    assertThat(ReportText.of(hostile, UI)).doesNotContain("\u001b").contains("\uFFFD[31mGET");
    assertThat(ReportHtml.of(hostile, UI)).doesNotContain("<b>shop").contains("&lt;b&gt;shop");
  }

  @Test
  void batches_areATableOfCriticalPaths_whereThereAreSome() {
    List<Span> spans = new ArrayList<>();
    SpanSpec batch =
        Spans.span(9, 1).service("gpu").name("run").startsAfterNanos(40).durationNanos(40);
    for (int i = 1; i <= 4; i++) {
      spans.add(Spans.span(i, 1).service("web").name("GET").durationNanos(100).build());
      batch.link(i, 1);
    }
    CriticalPathSearch.Answer alone = criticalPaths(spans);
    spans.add(batch.build());
    CriticalPathSearch.Answer answer = criticalPaths(spans);

    assertThat(ReportText.of(alone)).doesNotContain("Batches");
    assertThat(ReportText.of(answer))
        .contains("\nBatches\n", "1 linked traces were read")
        .containsPattern("gpu +run +web: GET +100 % +40 % +40 ns +10 ns +1 +4 ");
    assertThat(ReportHtml.of(answer, UI)).contains("<h2>Batches</h2>", "web: GET");
    assertThat(
            AnalysisJson.criticalPaths(AnalysisJson.text(answer).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(answer);
  }

  private static CriticalPathSearch.Answer criticalPaths(List<Span> spans) {
    AnalysisQuery web =
        new AnalysisQuery(
            Optional.of("web"), Optional.empty(), SpanFilter.all(), TimeRange.ALL, 100);
    return new CriticalPathSearch(
            ReferenceTraceStore.of(spans.toArray(Span[]::new)).reader(), web, 0.5)
        .answer(QueryContext.defaults());
  }

  @Test
  void nothingFound_saysWhatMayHelp() {
    Report empty = report(ReferenceTraceStore.of().reader());

    assertThat(ReportText.of(empty, UI)).contains("No requests found", "--lookback");
    assertThat(ReportHtml.of(empty, UI)).contains("No requests found");
  }

  private static Report report(TraceReader reader) {
    return new ReportBuilder(reader, ALL, BusinessImpact.EQUAL, 1).build(QueryContext.defaults());
  }

  private static Report diagnosed(TraceReader reader) {
    Comparison slow = new Comparison.Slow(OptionalLong.of(80_000_000));
    return report(reader)
        .with(
            new Diagnoses(reader)
                .diagnose(
                    new DiagnosisQuery(ALL, slow, Outcome.LATENCY, true), QueryContext.defaults()));
  }
}
