// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import dev.clew.demo.incident.Timetable;
import dev.clew.demo.telemetry.OtlpTarget;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Everything that a demo without a live part would have sent. */
record Recording(List<SpanData> spans, Timetable timetable, DemoProgress progress) {

  static final Instant ORIGIN = Instant.parse("2026-03-03T15:00:00Z");

  static Recording of(Duration backfill, double requestsPerSecond, long seed) {
    List<SpanData> spans = Collections.synchronizedList(new ArrayList<>());
    OtlpTarget nowhere = new OtlpTarget(URI.create("http://unused.invalid"), Optional.empty());
    DemoConfig config =
        new DemoConfig(nowhere, requestsPerSecond, backfill, Optional.of(Duration.ZERO), seed);
    // The clock stands past the end, so that requests still under way at the origin can finish.
    InstantSource clock = new AdvancingClock(ORIGIN, Duration.ofHours(1));
    try (Demo demo = new Demo(config, clock, _ -> new Recorder(spans))) {
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

  /** Shows {@code origin} once, when the demo is made, and a later time ever after. */
  private static final class AdvancingClock implements InstantSource {

    private final Instant later;
    private volatile Instant next;

    AdvancingClock(Instant origin, Duration step) {
      this.next = origin;
      this.later = origin.plus(step);
    }

    @Override
    public Instant instant() {
      Instant shown = next;
      next = later;
      return shown;
    }
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
