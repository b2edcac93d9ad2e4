// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.figure.Request;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionComparisonTest {

  private final List<Span> spans = new ArrayList<>();
  private final Random random = new Random(7);

  @Test
  void candidate_alike_isPromoted() {
    add("rank", "6", 400, 10);
    add("rank", "7", 400, 10);
    assertThat(compare().verdict()).isEqualTo(Verdict.PROMOTE);
  }

  @Test
  void candidate_slower_isRolledBack() {
    add("rank", "6", 200, 10);
    add("rank", "7", 200, 14);
    VersionReport report = compare();
    assertThat(report.verdict()).isEqualTo(Verdict.ROLL_BACK);
    assertThat(report.confidence()).isGreaterThan(0.95);
    assertThat(report.reason()).contains("latency").contains("surely worse");
  }

  @Test
  void candidate_withFewSpans_isHeld() {
    add("rank", "6", 200, 10);
    add("rank", "7", 12, 10);
    assertThat(compare().verdict()).isEqualTo(Verdict.HOLD);
    assertThat(compare().confidence()).isZero();
  }

  @Test
  void candidate_withTheHarderTraffic_isNotBlamedForIt() {
    add("easy", "6", 400, 10);
    add("hard", "6", 100, 50);
    add("easy", "7", 100, 10);
    add("hard", "7", 400, 50);
    VersionReport report = compare();
    assertThat(report.figures().getFirst().candidate())
        .isGreaterThan(2 * report.figures().getFirst().baseline());
    assertThat(report.verdict()).isEqualTo(Verdict.PROMOTE);
  }

  private VersionReport compare() {
    TraceViews views = new TraceViews();
    List<TraceView> traces = views.list(List.of(Spans.batch(spans)));
    VersionAnalysis analysis =
        new VersionAnalysis(
            views.names(),
            new VersionAnalysis.Versions(
                "ml.model.version",
                Optional.empty(),
                Optional.of(new VersionAnalysis.Pair("6", "7"))));
    CriticalPathFinder finder = new CriticalPathFinder();
    traces.forEach(view -> analysis.add(new Request(view, 0, finder.find(view))));
    return analysis.result().getFirst();
  }

  private void add(String operation, String version, int count, double millis) {
    for (int i = 0; i < count; i++) {
      long nanos = (long) (1e6 * millis * Math.exp(0.2 * random.nextGaussian()));
      spans.add(
          Spans.span(spans.size() + 1, 1)
              .name(operation)
              .attribute("ml.model.version", version)
              .durationNanos(nanos)
              .build());
    }
  }
}
