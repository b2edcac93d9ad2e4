// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.demo.sim.FreePacer;
import dev.clew.demo.sim.WallClockPacer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class DemoTest {

  private static final URI UI = URI.create("http://127.0.0.1:16686");

  @Test
  void sameSeedAndStart_sameTraces() {
    Recording first = Recording.of(Duration.ofMinutes(3), 5, 7);
    Recording second = Recording.of(Duration.ofMinutes(3), 5, 7);

    assertThat(describe(first.spans())).hasSizeGreaterThan(10_000);
    assertThat(describe(first.spans())).isEqualTo(describe(second.spans()));
  }

  /** Live, strands wait for each other much more often; that must not change what happens. */
  @Test
  void pacedLikeLive_sameTracesAsUnpaced() {
    Recording free = Recording.of(Duration.ofMinutes(3), 5, 21);
    Recording paced = Recording.of(Duration.ofMinutes(3), 5, 21, FreePacer.inSteps(1));

    assertThat(describe(history(paced))).hasSizeGreaterThan(10_000);
    assertThat(describe(history(paced))).isEqualTo(describe(history(free)));
  }

  @Test
  void otherSeed_otherTraces() {
    Recording first = Recording.of(Duration.ofMinutes(1), 5, 7);
    Recording second = Recording.of(Duration.ofMinutes(1), 5, 8);

    assertThat(first.traces()).doesNotContainKeys(second.traces().keySet().toArray(String[]::new));
  }

  @Test
  void historyOnly_countsWhatItSent() {
    Recording recording = Recording.of(Duration.ofMinutes(2), 5, 3);

    assertThat(recording.progress().spansSentCount())
        .isEqualTo(recording.spans().size())
        .isEqualTo(recording.progress().spanCount());
    assertThat(recording.progress().traceCount()).isEqualTo(recording.traces().size());
    assertThat(recording.progress().spansRefusedCount()).isZero();
    assertThat(recording.progress().live()).isTrue();
  }

  @Test
  void live_noSpanEndsInTheFuture() throws InterruptedException {
    DemoConfig config =
        new DemoConfig(
            DemoConfig.defaults().target(),
            20,
            Duration.ofSeconds(5),
            Optional.of(Duration.ofSeconds(1)),
            1);
    Instant origin = Instant.now();
    InFuture exporter = new InFuture();
    try (Demo demo =
        new Demo(
            config,
            origin,
            new WallClockPacer(InstantSource.system(), nanosOf(origin)),
            _ -> exporter)) {
      demo.start();
      assertThat(demo.await(Duration.ofMinutes(1))).isTrue();
    }
    assertThat(exporter.liveSpanCount.sum()).isGreaterThan(100);
    assertThat(exporter.futureSpanCount.sum()).isZero();
  }

  @Test
  void hints_defaultHistory_haveAllHappened() {
    List<Hint> hints = demo(Duration.ofHours(2)).hints(UI);

    assertThat(hints).hasSize(4).allMatch(hint -> hint.seenBefore(Recording.ORIGIN));
    assertThat(hints.getFirst().url().toString())
        .startsWith("http://127.0.0.1:16686/search?service=feature-store&")
        .contains("lookback=3h");
  }

  @Test
  void hints_shortHistory_whatItShowsComesFirst() {
    List<Hint> hints = demo(Duration.ofMinutes(5)).hints(UI);

    assertThat(hints.getFirst().title()).contains("confidence");
    assertThat(hints).filteredOn(hint -> hint.seenBefore(Recording.ORIGIN)).hasSize(1);
    assertThat(hints).noneMatch(hint -> hint.windows().isEmpty());
  }

  @Test
  void config_outOfRange_namesValueAndExpectation() {
    assertThatThrownBy(() -> config(0, Duration.ZERO)).hasMessageContaining("rate: 0.0 (expected:");
    assertThatThrownBy(() -> config(5, Duration.ofHours(-1)))
        .hasMessageContaining("backfill: PT-1H (expected:");
  }

  /** What had ended when the history did; after that, who has run how far ahead may differ. */
  private static List<SpanData> history(Recording recording) {
    long originNanos = nanosOf(Recording.ORIGIN);
    return recording.spans().stream()
        .filter(span -> span.getEndEpochNanos() <= originNanos)
        .toList();
  }

  private static Demo demo(Duration backfill) {
    return Demo.create(config(5, backfill), InstantSource.fixed(Recording.ORIGIN));
  }

  private static DemoConfig config(double rate, Duration backfill) {
    return new DemoConfig(
        DemoConfig.defaults().target(), rate, backfill, Optional.of(Duration.ZERO), 1);
  }

  /** Everything a span says, as text, so that a difference is readable. */
  private static List<String> describe(List<SpanData> spans) {
    return spans.stream()
        .map(span ->
            String.join(
                " ",
                span.getTraceId(),
                span.getSpanId(),
                span.getParentSpanId(),
                span.getName(),
                Long.toString(span.getStartEpochNanos()),
                Long.toString(span.getEndEpochNanos()),
                span.getAttributes().toString(),
                span.getResource().getAttributes().toString(),
                span.getEvents().toString(),
                span.getLinks().toString(),
                span.getStatus().toString()))
        .toList();
  }

  private static long nanosOf(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /** Counts spans that end later than they are exported. */
  private static final class InFuture implements SpanExporter {

    private final long startNanos = nanosOf(Instant.now());
    private final LongAdder liveSpanCount = new LongAdder();
    private final LongAdder futureSpanCount = new LongAdder();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      long nowNanos = nanosOf(Instant.now());
      for (SpanData span : spans) {
        if (span.getEndEpochNanos() > startNanos) {
          liveSpanCount.increment();
        }
        if (span.getEndEpochNanos() > nowNanos) {
          futureSpanCount.increment();
        }
      }
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
