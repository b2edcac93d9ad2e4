// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import dev.clew.demo.incident.Timetable;
import dev.clew.demo.sim.FreePacer;
import dev.clew.demo.sim.Pacer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that a demo without a live part would have sent, in order of ids. */
record Recording(List<SpanData> spans, Timetable timetable, DemoProgress progress) {

  static final Instant ORIGIN = Instant.parse("2026-03-03T15:00:00Z");

  static Recording of(Duration backfill, double requestsPerSecond, long seed) {
    return of(backfill, requestsPerSecond, seed, FreePacer.unbounded());
  }

  static Recording of(Duration backfill, double requestsPerSecond, long seed, Pacer pacer) {
    List<SpanData> spans = Collections.synchronizedList(new ArrayList<>());
    DemoConfig config =
        new DemoConfig(
            DemoConfig.defaults().target(),
            requestsPerSecond,
            backfill,
            Optional.of(Duration.ZERO),
            seed);
    try (Demo demo = new Demo(config, ORIGIN, pacer, _ -> new Recorder(spans))) {
      demo.start();
      if (!demo.await(Duration.ofMinutes(2))) {
        throw new AssertionError("demo has not ended: " + demo.progress());
      }
      List<SpanData> sorted = new ArrayList<>(spans);
      sorted.sort(Comparator.comparing(SpanData::getTraceId).thenComparing(SpanData::getSpanId));
      return new Recording(sorted, demo.timetable(), demo.progress());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  Map<String, List<SpanData>> traces() {
    return spans.stream().collect(Collectors.groupingBy(SpanData::getTraceId));
  }

  List<SpanData> spansOf(String service, Predicate<SpanData> condition) {
    return spans.stream()
        .filter(span -> serviceOf(span).equals(service))
        .filter(condition)
        .toList();
  }

  static String serviceOf(SpanData span) {
    return String.valueOf(span.getResource().getAttribute(AttributeKey.stringKey("service.name")));
  }

  static String attribute(SpanData span, String key) {
    return span.getAttributes().asMap().entrySet().stream()
        .filter(entry -> entry.getKey().getKey().equals(key))
        .map(entry -> String.valueOf(entry.getValue()))
        .findFirst()
        .orElse("");
  }

  static double millis(SpanData span) {
    return (span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e6;
  }

  private record Recorder(List<SpanData> spans) implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
