// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.store.segment.compact.RetentionPolicy.Exemption;
import dev.clew.store.segment.compact.RetentionPolicy.Limit;
import dev.clew.store.segment.disk.RealDisk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollups;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What expires when, and how often a segment is written for it. */
class RetentionTest {

  private static final long START = RandomSpans.BASE_NANOS;
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long DAY = 24 * HOUR;

  @TempDir Path directory;
  private final Zstd zstd = new Zstd();
  private final RealDisk disk = new RealDisk();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Segments segments = new Segments(disk, Path.of("unused"), zstd);
  private Archive archive = new Archive(disk, Path.of("unused"));
  private int flushes;

  @AfterEach
  void close() {
    segments.close();
    zstd.close();
  }

  @Test
  void tick_shorterForOneService_onlyItsSpansExpireInOneRewrite() throws IOException {
    Compactor compactor =
        open(days(10), Exemption.ofService("debug", new Limit(Duration.ofDays(1), Long.MAX_VALUE)));
    flush(
        compactor,
        span(1).service("debug").build(),
        span(1).service("shop").startsAfterNanos(HOUR).build(),
        span(2).service("debug").startsAfterNanos(2 * HOUR).build());

    drain(compactor, START + DAY + HOUR);
    assertThat(segments.manifest().spanCount()).as("one of them is too young").isEqualTo(3);
    drain(compactor, START + DAY + 3 * HOUR);

    assertThat(traces()).containsExactly(1L);
    assertThat(segments.manifest().spanCount()).isEqualTo(1);
    double written = written("retention");
    assertThat(written).isPositive();
    drain(compactor, START + DAY + 4 * HOUR);
    assertThat(written("retention")).isEqualTo(written);
    drain(compactor, START + 11 * DAY);
    assertThat(segments.manifest().segments()).isEmpty();
    assertThat(meters.get("clew.store.spans.expired").counter().count()).isEqualTo(3);
  }

  @Test
  void tick_longerForOneTenant_itsSpansOutliveTheOthers() throws IOException {
    Compactor compactor =
        open(
            days(1),
            Exemption.ofResource(
                "tenant.id", "acme", new Limit(Duration.ofDays(30), Long.MAX_VALUE)));
    flush(
        compactor,
        span(1).resource("tenant.id", "acme").build(),
        span(2).resource("tenant.id", "other").build(),
        span(3).build());

    drain(compactor, START + 2 * DAY);
    assertThat(traces()).containsExactly(1L);
    drain(compactor, START + 29 * DAY);
    assertThat(traces()).containsExactly(1L);
    drain(compactor, START + 31 * DAY);
    assertThat(traces()).isEmpty();
  }

  @Test
  void tick_firstExemptionCounts() throws IOException {
    Compactor compactor =
        open(
            days(10),
            Exemption.ofService("shop", new Limit(Duration.ofDays(5), Long.MAX_VALUE)),
            Exemption.ofResource(
                "tenant.id", "acme", new Limit(Duration.ofDays(1), Long.MAX_VALUE)));
    flush(
        compactor,
        span(1).service("shop").resource("tenant.id", "acme").build(),
        span(2).service("web").resource("tenant.id", "acme").build());

    drain(compactor, START + 2 * DAY);

    assertThat(traces()).containsExactly(1L);
  }

  @Test
  void tick_archivedTrace_outlivesItsSegmentAndIsNotWrittenAgain() throws IOException {
    Compactor compactor = open(days(1));
    flush(compactor, span(1).build(), span(2).build(), span(3).build());
    flush(compactor, span(2).startsAfterNanos(5).build(), span(4).build());
    archive.add(new TraceId(0, 2), _ -> true);

    drain(compactor, START + 2 * DAY);

    assertThat(traces()).containsExactly(2L);
    assertThat(segments.manifest().spanCount()).isEqualTo(2);
    double written = written("retention");
    drain(compactor, START + 3 * DAY);
    assertThat(written("retention")).isEqualTo(written);

    archive.removeAll(List.of(new TraceId(0, 2)));
    drain(compactor, START + 3 * DAY);
    assertThat(traces()).isEmpty();
  }

  @Test
  void tick_tooManyBytesOfOneService_itsOldestGo() throws IOException {
    RandomSpans source = new RandomSpans(1);
    Compactor sizing = open(RetentionPolicy.UNLIMITED);
    flush(sizing, bulk(source, "noisy", 0));
    long one = segments.manifest().bytes();
    segments.close();
    Compactor compactor =
        open(
            days(100),
            Exemption.ofService("noisy", new Limit(Duration.ofDays(100), one + one / 2)));
    flush(compactor, bulk(source, "quiet", 1));
    flush(compactor, bulk(source, "noisy", 2));
    flush(compactor, bulk(source, "noisy", 3));

    drain(compactor, START + DAY);

    assertThat(segments.manifest().segments()).hasSize(2);
    assertThat(services()).containsExactlyInAnyOrder("quiet", "noisy");
  }

  @Test
  void tick_halfOfASegmentTooOld_isWrittenAnewWithoutWaitingForTheRest() throws IOException {
    Compactor compactor = open(days(1));
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 3 * Part.BLOCK_ROWS; i++) {
      boolean old = i <= 2 * Part.BLOCK_ROWS;
      spans.add(span(i).startsAfterNanos(old ? i : 2 * DAY + i).build());
    }
    flush(compactor, spans.toArray(Span[]::new));

    drain(compactor, START + 2 * DAY);

    assertThat(segments.manifest().spanCount()).isEqualTo(Part.BLOCK_ROWS);
  }

  @Test
  void commit_traceArchivedMeanwhile_isNotDone() throws IOException {
    open(days(1));
    var before = archive.ids();
    archive.add(new TraceId(0, 9), _ -> true);

    assertThat(archive.commit(before, () -> assertThat(true).as("committed").isFalse())).isFalse();
    assertThat(archive.commit(archive.ids(), () -> {})).isTrue();
  }

  private static RetentionPolicy days(int days) {
    return RetentionPolicy.of(Duration.ofDays(days), Long.MAX_VALUE);
  }

  private SpanSpec span(long trace) {
    return Spans.span(trace, trace * 100 + ++flushes);
  }

  private static Span[] bulk(RandomSpans source, String service, int hour) {
    return source.spans(300).stream()
        .map(span ->
            Spans.span(span.traceId().low(), span.spanId())
                .service(service)
                .startsAfterNanos(hour * HOUR)
                .attribute("random", span.traceId().toHex())
                .build())
        .toArray(Span[]::new);
  }

  private Compactor open(RetentionPolicy policy, Exemption... exemptions) {
    segments = new Segments(disk, directory, zstd);
    segments.open();
    archive = new Archive(disk, directory);
    archive.open();
    return new Compactor(
        new Compactor.Platform(disk, System::nanoTime, _ -> {}, meters),
        segments,
        archive,
        CompactionConfig.defaults()
            .merging(Duration.ofMinutes(1), 50)
            .with(new RetentionPolicy(policy.standard(), Arrays.asList(exemptions))),
        new PartRollups(RollupConfig.defaults()));
  }

  private void flush(Compactor compactor, Span... spans) throws IOException {
    Head head = new Head(1);
    head.append(Spans.batch(spans));
    head.publish();
    compactor.flush(head.part(), ++flushes, () -> {});
  }

  private static void drain(Compactor compactor, long nowNanos) throws IOException {
    while (compactor.tick(nowNanos)) {}
  }

  private double written(String task) {
    return meters.get("clew.store.segments.written.bytes").tag("task", task).counter().count();
  }

  private List<Long> traces() {
    TreeSet<Long> ids = new TreeSet<>();
    try (Segments.Hold hold = segments.hold()) {
      for (Part part : hold.parts()) {
        for (int trace = 0; trace < part.traces().count(); trace++) {
          ids.add(part.traces().idLow(trace));
        }
      }
    }
    return List.copyOf(ids);
  }

  private List<String> services() {
    List<String> names = new ArrayList<>();
    try (Segments.Hold hold = segments.hold()) {
      for (Part part : hold.parts()) {
        SpanBatchBuilder builder = new SpanBatchBuilder();
        part.copy(new int[] {0}, builder);
        names.add(
            Spans.list(builder.view()).getFirst().resource().attributes().entries().stream()
                .filter(entry -> entry.key().equals("service.name"))
                .map(entry -> entry.value().toString())
                .findFirst()
                .orElseThrow());
      }
    }
    return names.stream().map(name -> name.contains("quiet") ? "quiet" : "noisy").toList();
  }
}
