// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.bottleneck.BusinessImpact;
import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.diagnosis.Comparison;
import dev.clew.analysis.diagnosis.Diagnoses;
import dev.clew.analysis.diagnosis.DiagnosisQuery;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.version.VersionAnalysis;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.Projection;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Answers from what analyses say that they read are those from everything: over random traces that
 * say what any analysis asks for, here and there and in every form.
 */
class ProjectedReadTest {

  private static final int ROUNDS = 12;
  private static final int TRACES = 120;
  private static final long MILLI = 1_000_000;
  private static final AnalysisQuery ALL =
      new AnalysisQuery(Optional.empty(), Optional.empty(), SpanFilter.all(), TimeRange.ALL, 1_000);
  private static final List<String> KEYS =
      List.of(
          "ml.operation",
          "ml.model.name",
          "ml.model.version",
          "ml.batch.size",
          "ml.batch.id",
          "ml.queue_time",
          "ml.compute_time",
          "ml.cache.hit",
          "ml.feature.cache.hit",
          "ml.feature.view",
          "ml.feature.entity.id",
          "ml.gpu.utilization",
          "ml.gpu.memory.utilization",
          "ml.gpu.memory.used",
          "ml.gpu.memory_used_mb",
          "system.cpu.utilization",
          "process.cpu.utilization",
          "system.memory.utilization",
          "process.memory.usage",
          "faas.coldstart",
          "error.type",
          "exception.type",
          "ml.input.size",
          "ml.output.size",
          "http.request.body.size",
          "http.response_content_length",
          "messaging.message.body.size",
          "http.response.status_code",
          "http.status_code",
          "rpc.grpc.status_code",
          "ml.prediction.confidence",
          "ml.cost.total",
          "gen_ai.usage.cost",
          "telemetry.overhead.cpu.cost",
          "telemetry.overhead.memory.cost",
          "telemetry.overhead.network.cost",
          "telemetry.base.cost",
          "business.customer.segment",
          "business.priority",
          "nobody.reads.this");
  private static final List<String> RESOURCE_KEYS =
      List.of("host.id", "host.ip", "host.name", "k8s.node.name", "service.instance.id", "other");
  private static final List<String> EVENT_KEYS =
      List.of("exception.type", "exception.message", "level", "log.level", "severity", "other");

  @Test
  void report_isTheSame() {
    assertSame(reader ->
        new ReportBuilder(reader, ALL, new BusinessImpact(Map.of("1", 5.0), Map.of("2", 3.0), 1), 1)
            .build(QueryContext.defaults()));
  }

  @Test
  void diagnosis_isTheSame() {
    assertSame(reader ->
        new Diagnoses(reader)
            .diagnose(
                new DiagnosisQuery(ALL, new Comparison.Failed(), Outcome.ERRORS, true),
                QueryContext.defaults()));
    assertSame(reader ->
        new Diagnoses(reader)
            .diagnose(
                new DiagnosisQuery(
                    ALL,
                    new Comparison.Slow(OptionalLong.of(60 * MILLI)),
                    Outcome.low("ml.prediction.confidence"),
                    true),
                QueryContext.defaults()));
  }

  @Test
  void versions_areTheSame() {
    VersionAnalysis.Versions versions =
        new VersionAnalysis.Versions(
            Concepts.MODEL_VERSION,
            Optional.empty(),
            Optional.of(new VersionAnalysis.Pair("1", "2")));
    assertSame(reader -> new VersionSearch(reader, ALL, versions).answer(QueryContext.defaults()));
  }

  @Test
  void criticalPathsAndWhatIf_areTheSame() {
    assertSame(reader -> new CriticalPathSearch(reader, ALL, 0.5).answer(QueryContext.defaults()));
    assertSame(
        reader -> new WhatIf(reader, ALL, "service-1", "", 0.5).answer(QueryContext.defaults()));
  }

  private static void assertSame(Function<TraceReader, Object> answer) {
    Seeds.check(
        ROUNDS,
        random -> {
          TraceReader reader = ReferenceTraceStore.of(spans(random).toArray(Span[]::new)).reader();
          assertThat(answer.apply(reader)).isEqualTo(answer.apply(readingAll(reader)));
        });
  }

  private static List<Span> spans(RandomGenerator random) {
    List<Span> spans = new ArrayList<>();
    for (int trace = 1; trace <= TRACES; trace++) {
      int count = random.nextInt(2, 8);
      for (int id = 1; id <= count; id++) {
        spans.add(span(random, trace, id));
      }
    }
    return spans;
  }

  private static Span span(RandomGenerator random, int trace, int id) {
    SpanSpec span =
        Spans.span(trace, id)
            .service("service-" + random.nextInt(3))
            .name("operation-" + random.nextInt(3))
            .kind(SpanKind.values()[random.nextInt(SpanKind.values().length)])
            .parent(id == 1 ? 0 : random.nextInt(1, id))
            .startsAfterNanos(trace * 1000L * MILLI + id * MILLI)
            .durationNanos(random.nextLong(100 * MILLI));
    for (String key : KEYS) {
      switch (random.nextInt(12)) {
        case 0, 1 -> span.attribute(key, value(random));
        case 2 -> span.derived(key, value(random));
        case 3 -> span.resource(key, value(random));
        default -> {}
      }
    }
    for (String key : RESOURCE_KEYS) {
      if (random.nextInt(4) == 0) {
        span.resource(key, "value-" + random.nextInt(3));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Entry[] said =
          EVENT_KEYS.stream()
              .filter(_ -> random.nextInt(3) == 0)
              .map(key ->
                  new Entry(
                      key,
                      random.nextBoolean()
                          ? new AttributeValue.StringValue("ERROR")
                          : value(random)))
              .toArray(Entry[]::new);
      span.event(random.nextBoolean() ? "exception" : "step-" + i, i * 1000L, said);
    }
    if (random.nextInt(3) == 0) {
      span.error(random.nextBoolean() ? "no answer: " + random.nextInt(3) : "");
    }
    if (random.nextInt(5) == 0) {
      span.traceState("ot=th:" + random.nextInt(1, 9)).link(random.nextInt(1, TRACES), 1);
    }
    return span.build();
  }

  private static AttributeValue value(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new AttributeValue.IntValue(random.nextInt(4));
      case 1 -> new AttributeValue.DoubleValue(random.nextInt(4) / 4.0);
      case 2 -> new AttributeValue.BoolValue(random.nextBoolean());
      default -> new AttributeValue.StringValue(Integer.toString(random.nextInt(4)));
    };
  }

  /** The same reader, which reads everything whatever is wanted. */
  private static TraceReader readingAll(TraceReader reader) {
    return (TraceReader)
        Proxy.newProxyInstance(
            TraceReader.class.getClassLoader(),
            new Class<?>[] {TraceReader.class},
            (_, method, arguments) -> {
              Object[] all = arguments == null ? new Object[0] : arguments.clone();
              for (int i = 0; i < all.length; i++) {
                all[i] = all[i] instanceof Projection ? Projection.ALL : all[i];
              }
              try {
                return method.invoke(reader, all);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
