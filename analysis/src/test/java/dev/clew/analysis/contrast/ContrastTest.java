// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContrastTest {

  private static final int SEEDS = 40;
  private static final int TRACES = 600;

  @Test
  void explain_twoConditionsTogether_findsBothAndNoMore() {
    List<TraceView> views = views(1, true);
    Finding first =
        Contrast.explain(
                views.subList(TRACES, 2 * TRACES),
                views.subList(0, TRACES),
                Outcome.LATENCY,
                Reference.BEFORE)
            .causes()
            .getFirst();
    assertThat(first.conditions())
        .containsExactlyInAnyOrder(
            new Condition("ml.model.version", "=", "7"), new Condition("gpu", "=", "L4"));
    assertThat(first.explainedShare()).isGreaterThan(0.9);
    assertThat(first.pValue()).isLessThan(1e-6);
    assertThat(first.exampleTraceIds()).isNotEmpty();
  }

  @Test
  void explain_samePopulation_findsNothing_inNineteenOfTwenty() {
    int alarms = 0;
    for (int seed = 100; seed < 100 + SEEDS; seed++) {
      List<TraceView> views = views(seed, false);
      ContrastReport report =
          Contrast.explain(
              views.subList(TRACES, 2 * TRACES),
              views.subList(0, TRACES),
              Outcome.LATENCY,
              Reference.BEFORE);
      alarms += report.causes().isEmpty() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(SEEDS / 20);
  }

  @Test
  void explain_whereConceptsWereFound_isNoCause() {
    for (String key : List.of("ml.source", "ml.cost.source", "ml.registry", "ml.device")) {
      List<Span> spans = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        boolean isSlow = i > 100;
        spans.add(
            Spans.span(i, 1)
                .service("model")
                .durationNanos((isSlow ? 100 : 10) * 1_000_000L)
                .derived(key, isSlow ? "one" : "other")
                .build());
      }
      List<TraceView> views = new TraceViews().list(List.of(Spans.batch(spans)));

      ContrastReport report =
          Contrast.explain(
              views.subList(100, 200), views.subList(0, 100), Outcome.LATENCY, Reference.REST);

      assertThat(report.toString().contains(key)).as(key).isEqualTo(key.equals("ml.device"));
    }
  }

  @Test
  void explain_nothingSelected_saysSo() {
    ContrastReport report =
        Contrast.explain(List.of(), views(1, false), Outcome.ERRORS, Reference.REST);
    assertThat(report.causes()).isEmpty();
    assertThat(report.selectedCount()).isZero();
  }

  /** Twice as many traces as {@link #TRACES}; in the later half v7 on L4 may be slow. */
  private static List<TraceView> views(long seed, boolean incident) {
    Random random = new Random(seed);
    List<Span> spans = new ArrayList<>();
    for (int trace = 1; trace <= 2 * TRACES; trace++) {
      String version = random.nextBoolean() ? "6" : "7";
      String gpu = random.nextBoolean() ? "L4" : "A10G";
      boolean slow = incident && trace > TRACES && version.equals("7") && gpu.equals("L4");
      double millis = (slow ? 60 : 10) * Math.exp(0.3 * random.nextGaussian());
      spans.add(
          Spans.span(trace, 1)
              .service("ranker")
              .name("compute")
              .attribute("ml.model.version", version)
              .attribute("gpu", gpu)
              .attribute("user.id", "u-" + random.nextInt(100_000))
              .attribute("zone", "z" + random.nextInt(3))
              .durationNanos((long) (millis * 1e6))
              .build());
    }
    return new TraceViews().list(List.of(Spans.batch(spans)));
  }
}
