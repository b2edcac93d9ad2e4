// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.analysis.bottleneck.Bottlenecks;
import dev.clew.analysis.bottleneck.BusinessImpact;
import dev.clew.analysis.dependency.Dependencies;
import dev.clew.analysis.error.Errors;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole reports on small traces whose figures are worked out by hand. */
class ReportBuilderTest {

  private static final long MILLI = 1_000_000;
  private static final long MINUTE = 60_000 * MILLI;

  private final List<Span> spans = new ArrayList<>();

  /** One request a minute, 100 to 190 ms, of which model 60 + 10 i - 10. */
  private Report tenRequests() {
    for (int i = 1; i <= 10; i++) {
      long start = i * MINUTE;
      long model = (60 + 10L * (i - 1)) * MILLI;
      add(
          span(i, 1)
              .service("web")
              .name("GET /")
              .kind(SpanKind.SERVER)
              .startsAfterNanos(start)
              .durationNanos(40 * MILLI + model));
      add(
          span(i, 2)
              .parent(1)
              .service("web")
              .name("call")
              .kind(SpanKind.CLIENT)
              .startsAfterNanos(start + 10 * MILLI)
              .durationNanos(20 * MILLI + model));
      add(
          span(i, 3)
              .parent(2)
              .service("model")
              .name("infer")
              .kind(SpanKind.SERVER)
              .startsAfterNanos(start + 20 * MILLI)
              .durationNanos(model)
              .attribute("ml.model.name", "m")
              .attribute("ml.model.version", "2"));
    }

    return report("web");
  }

  @Test
  void figures_areThoseOfTheFormulas() {
    Report report = tenRequests();

    assertThat(report.coverage().requests()).isEqualTo(10);
    assertThat(report.coverage().spans()).isEqualTo(30);
    assertThat(report.performance().latencyNanos().mean()).isEqualTo(145.0 * MILLI);
    assertThat(report.performance().latencyNanos().median()).isEqualTo(140 * MILLI);
    assertThat(report.performance().latencyNanos().p95()).isEqualTo(190 * MILLI);
    assertThat(report.performance().latencyNanos().min()).isEqualTo(100 * MILLI);
    assertThat(report.performance().latencyNanos().deviation())
        .isCloseTo(28.722813 * MILLI, within(10.0));
    assertThat(report.performance().successRate()).isEqualTo(1);

    Bottlenecks.Operation model = report.bottlenecks().operations().getFirst();
    assertThat(model.service()).isEqualTo("model");
    assertThat(model.latencyNanos().mean()).isEqualTo(105.0 * MILLI);
    assertThat(model.pathShare()).isCloseTo(1050.0 / 1450, within(1e-9));
    assertThat(model.score()).isCloseTo(105 * Math.log(11), within(1e-9));
    assertThat(model.impact()).isCloseTo(1050, within(1e-6));
    assertThat(model.savedNanosPerRequest()).isEqualTo(105.0 * MILLI);
    // above the median of 100 ms: 10 + 20 + 30 + 40 + 50 of 1050
    assertThat(model.potential()).isCloseTo(150.0 / 1050, within(1e-9));
    assertThat(report.bottlenecks().services())
        .extracting(Bottlenecks.ServiceShare::service)
        .containsExactly("model", "web");
    assertThat(report.bottlenecks().services())
        .extracting(Bottlenecks.ServiceShare::exclusiveShare)
        .containsExactly(1050.0 / 1450, 400.0 / 1450);

    Dependencies.Call call = report.dependencies().calls().getFirst();
    assertThat(call.caller()).isEqualTo("web");
    assertThat(call.callee()).isEqualTo("model");
    assertThat(call.count()).isEqualTo(10);
    assertThat(call.fanOut()).isEqualTo(1);
    assertThat(call.criticality()).isCloseTo(1050.0 / 1450, within(1e-9));
    assertThat(call.cacheHitRate()).isNaN();
    assertThat(report.dependencies().chains().getFirst().services())
        .containsExactly("web", "model");

    assertThat(report.capacity().loads())
        .anySatisfy(load -> {
          assertThat(load.model()).isEqualTo("m v2");
          assertThat(load.service()).isEqualTo("model");
          assertThat(load.concurrency())
              .isCloseTo(load.meanPerSecond() * load.latencyNanos() / 1e9, within(1e-12));
        });
    assertThat(report.quality().completeness()).isEqualTo(1);
    assertThat(report.findings().getFirst().service()).isEqualTo("model");
  }

  @Test
  void sampledTraces_countAsOftenAsTheyStandFor() {
    add(span(1, 1).service("web").durationNanos(10 * MILLI).traceState("ot=th:c")); // 4 times
    add(span(2, 1).service("web").durationNanos(50 * MILLI).error("no"));

    Report report = report("web");

    assertThat(report.coverage().requests()).isEqualTo(2);
    assertThat(report.coverage().weight()).isEqualTo(5);
    assertThat(report.performance().latencyNanos().mean()).isEqualTo(18.0 * MILLI);
    assertThat(report.performance().latencyNanos().median()).isEqualTo(10 * MILLI);
    assertThat(report.performance().successRate()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void impact_weighsBySegment() {
    add(
        span(1, 1)
            .service("web")
            .durationNanos(10 * MILLI)
            .attribute("business.customer.segment", "gold"));
    add(span(2, 1).service("web").durationNanos(20 * MILLI).attribute("business.priority", "low"));
    add(span(3, 1).service("web").durationNanos(40 * MILLI));
    BusinessImpact impact = new BusinessImpact(Map.of("gold", 5.0), Map.of("low", 0.5), 1);

    Report report = report("web", impact, 1);

    assertThat(report.bottlenecks().operations().getFirst().impact())
        .isCloseTo(10 * 5 + 20 * 0.5 + 40, within(1e-9));
  }

  @Test
  void errors_areToldByWhereTheyBegin() {
    for (int i = 1; i <= 20; i++) {
      boolean fails = i <= 4;
      boolean retried = i > 4 && i <= 10;
      add(error(fails, span(i, 1).service("web").name("GET /").durationNanos(100 * MILLI)));
      add(
          error(
              fails || retried,
              span(i, 2)
                  .parent(1)
                  .service("db")
                  .name("query")
                  .startsAfterNanos(MILLI)
                  .durationNanos(30 * MILLI)
                  .attribute("error.type", "timeout")));
      if (retried) {
        add(
            span(i, 3)
                .parent(1)
                .service("db")
                .name("query")
                .startsAfterNanos(40 * MILLI)
                .durationNanos(20 * MILLI));
      }
    }

    Errors errors = report("web").errors();

    assertThat(errors.requests()).isEqualTo(20);
    assertThat(errors.failedRequests()).isEqualTo(4);
    assertThat(errors.requestsWithErrors()).isEqualTo(10);
    Errors.Origin origin = errors.origins().getFirst();
    assertThat(origin.service()).isEqualTo("db");
    assertThat(origin.type()).isEqualTo("timeout");
    assertThat(origin.count()).isEqualTo(10);
    assertThat(origin.rate()).isCloseTo(10 / 26.0, within(1e-12));
    assertThat(origin.failedRequests()).isEqualTo(4);
    assertThat(errors.origins()).hasSize(1);
    assertThat(errors.services())
        .containsExactly(
            new Errors.ServiceErrors("db", 26, 10, 0, 0),
            new Errors.ServiceErrors("web", 20, 0, 4, 6));
    Errors.Hidden hidden = errors.hidden().getFirst();
    assertThat(hidden.kind()).isEqualTo(Errors.Kind.RETRY);
    assertThat(hidden.count()).isEqualTo(6);
    assertThat(hidden.costNanos()).isEqualTo(30.0 * MILLI);
    Errors.Together together = errors.together().getFirst();
    assertThat(together.count()).isEqualTo(4);
    assertThat(together.lift()).isCloseTo(4 / (4 * 10 / 20.0), within(1e-12));
    assertThat(report("web").dependencies().calls().getFirst().retries()).isEqualTo(6);
  }

  @Test
  void requestThatFailsByRetries_failsOnce() {
    add(span(1, 1).service("web").error("failed"));
    for (int i = 2; i < 5; i++) {
      add(span(1, i).parent(1).service("db").name("query").startsAfterNanos(i).error("timeout"));
    }

    Errors.Origin origin = report("web").errors().origins().getFirst();

    assertThat(origin.count()).isEqualTo(3);
    assertThat(origin.failedRequests()).isEqualTo(1);
  }

  @Test
  void callsInARow_areAPattern() {
    add(span(1, 1).service("web").name("page").durationNanos(100 * MILLI));
    for (int i = 0; i < 6; i++) {
      add(
          span(1, 10 + i)
              .parent(1)
              .service("db")
              .name("row")
              .startsAfterNanos(i * 15L * MILLI)
              .durationNanos(10 * MILLI));
    }

    Dependencies.Pattern pattern = report("web").dependencies().patterns().getFirst();

    assertThat(pattern.kind()).isEqualTo(Dependencies.PatternKind.N_PLUS_ONE);
    assertThat(pattern.callsEach()).isEqualTo(6);
    assertThat(pattern.savedNanos()).isEqualTo(50.0 * MILLI);
  }

  @Test
  void holes_makeTracesIncomplete() {
    add(span(1, 1).service("web"));
    add(span(1, 2).parent(1).service("web"));
    add(span(1, 3).parent(9).service("db"));
    add(span(1, 4).parent(9).service("db"));

    Report report = report("web");

    // 4 spans of 5 are there, one of three named parents is
    assertThat(report.quality().completeness()).isCloseTo(0.8 / 3, within(1e-12));
    assertThat(report.quality().missingParents()).isEqualTo(1);
    assertThat(report.quality().brokenIn().getFirst().service()).isEqualTo("db");
  }

  @Test
  void service_insideATrace_isAnalysedByItself() {
    add(span(1, 1).service("web").durationNanos(100 * MILLI));
    add(
        span(1, 2)
            .parent(1)
            .service("cart")
            .startsAfterNanos(10 * MILLI)
            .durationNanos(30 * MILLI));
    add(
        span(1, 3)
            .parent(1)
            .service("cart")
            .startsAfterNanos(50 * MILLI)
            .durationNanos(20 * MILLI));
    add(span(1, 4).parent(3).service("cart").startsAfterNanos(51 * MILLI).durationNanos(2 * MILLI));
    add(span(2, 1).service("other"));

    Report report = report("cart");

    assertThat(report.coverage().tracesUsed()).isEqualTo(1);
    assertThat(report.coverage().requests()).isEqualTo(2);
    assertThat(report.performance().latencyNanos().mean()).isEqualTo(25.0 * MILLI);
  }

  @Test
  void limit_isSaid() {
    for (int i = 1; i <= 5; i++) {
      add(span(i, 1).service("web").startsAfterNanos(i));
    }
    AnalysisQuery query =
        new AnalysisQuery(Optional.of("web"), Optional.empty(), SpanFilter.all(), TimeRange.ALL, 2);

    Report report = build(query, BusinessImpact.EQUAL, 1);

    assertThat(report.coverage().tracesUsed()).isEqualTo(2);
    assertThat(report.coverage().tracesMatching()).hasValue(5);
    assertThat(report.coverage().incomplete()).hasValue("only the newest 2 traces were used");
    assertThat(report.coverage().partial()).isFalse();
  }

  @Test
  void whatIf_takesASiblingIntoAccount() {
    add(span(1, 1).service("web").durationNanos(100 * MILLI));
    add(
        span(1, 2)
            .parent(1)
            .service("slow")
            .startsAfterNanos(10 * MILLI)
            .durationNanos(80 * MILLI));
    add(
        span(1, 3)
            .parent(1)
            .service("beside")
            .startsAfterNanos(10 * MILLI)
            .durationNanos(50 * MILLI));
    try (ReferenceTraceStore store = store()) {
      WhatIf.Answer answer =
          new WhatIf(store.reader(), query("web"), "slow", "", 1).answer(QueryContext.defaults());

      assertThat(answer.beforeNanos().mean()).isEqualTo(100.0 * MILLI);
      assertThat(answer.afterNanos().mean()).isEqualTo(70.0 * MILLI);
      assertThat(answer.evidence().exemplars()).containsExactly(new TraceId(0, 1));
    }
  }

  private static SpanSpec error(boolean isError, SpanSpec spec) {
    return isError ? spec.error("failed") : spec;
  }

  private void add(SpanSpec spec) {
    spans.add(spec.build());
  }

  private Report report(String service) {
    return report(service, BusinessImpact.EQUAL, 1);
  }

  private Report report(String service, BusinessImpact impact, int samplesMin) {
    return build(query(service), impact, samplesMin);
  }

  private static AnalysisQuery query(String service) {
    return new AnalysisQuery(
        Optional.of(service),
        Optional.empty(),
        SpanFilter.all(),
        new TimeRange(0, Long.MAX_VALUE),
        1000);
  }

  private Report build(AnalysisQuery query, BusinessImpact impact, int samplesMin) {
    try (ReferenceTraceStore store = store()) {
      return new ReportBuilder(store.reader(), query, impact, samplesMin)
          .build(QueryContext.defaults());
    }
  }

  private ReferenceTraceStore store() {
    ReferenceTraceStore store = new ReferenceTraceStore();
    store.writer().append(Spans.batch(spans)).join();
    return store;
  }
}
