// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.StoreException;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.HeldTraceWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanIngestTest {

  private static final IngestConfig ONE_MEBIBYTE =
      new IngestConfig(1 << 20, Duration.ofMillis(1500));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SpanIngest ingest = new SpanIngest(List.of(new ValidTimes()), meters, ONE_MEBIBYTE);
  private final IngestSource source = ingest.source("test");

  @Test
  void open_beforeStart_isRefusedAsStarting() {
    assertRefused(Reason.STARTING);
    assertThat(ingest.requestsInFlight()).isZero();
    assertThat(counter("requests.refused", "starting")).isEqualTo(1);
  }

  @Test
  void submit_handsTheBatchToTheWriter_andCountsItOnceDurable() throws Exception {
    HeldTraceWriter writer = HeldTraceWriter.holding();
    ingest.start(writer);
    List<Span> spans = new RandomSpans(1).spans(20);

    CompletableFuture<IngestResult> result = submit(spans, 1000);

    assertThat(result).isNotDone();
    assertThat(counter("spans.accepted")).isZero();
    HeldTraceWriter.Append append = writer.next();
    assertThat(append.spans()).isEqualTo(spans);
    append.complete();
    assertThat(result).isCompletedWithValue(new IngestResult(20, 0, ""));
    assertThat(counter("spans.accepted")).isEqualTo(20);
    assertThat(counter("batches")).isEqualTo(1);
    assertThat(counter("bytes")).isEqualTo(1000);
    assertThat(meters.get("clew.ingest.durable").timer().count()).isEqualTo(1);
    assertThat(ingest.bytesInFlight()).isZero();
    assertThat(ingest.requestsInFlight()).isZero();
  }

  @Test
  void builder_isNotLentAgain_untilTheBatchIsDurable() throws Exception {
    HeldTraceWriter writer = HeldTraceWriter.holding();
    ingest.start(writer);
    IngestRequest first = source.open();
    SpanBatchBuilder builder = first.builder();
    Spans.addTo(builder, new RandomSpans(1).spans(1));
    CompletableFuture<IngestResult> result = first.submit();

    IngestRequest second = source.open();
    assertThat(second.builder()).isNotSameAs(builder);
    second.close();
    writer.next().complete();

    assertThat(result).isCompleted();
    IngestRequest third = source.open();
    assertThat(third.builder()).isSameAs(builder);
    assertThat(third.builder().spanCount()).isZero();
    third.close();
  }

  @Test
  void reserve_beyondTheQueue_isRefusedWhileOthersAreInFlight() throws Exception {
    HeldTraceWriter writer = HeldTraceWriter.holding();
    ingest.start(writer);
    CompletableFuture<IngestResult> first = submit(new RandomSpans(1).spans(1), 600_000);

    try (IngestRequest second = source.open()) {
      assertThatThrownBy(() -> second.reserve(600_000))
          .isInstanceOfSatisfying(
              StoreUnavailableException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.QUEUE_FULL);
                assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(1500));
              })
          .hasMessageStartingWith(
              "ingest queue: 632768 bytes in flight (expected: at most 1048576");
    }
    assertThat(counter("requests.refused", "queue_full")).isEqualTo(1);

    writer.next().complete();
    assertThat(first).isCompleted();
    CompletableFuture<IngestResult> again = submit(new RandomSpans(2).spans(1), 600_000);
    writer.next().complete();
    assertThat(again).isCompleted();
    assertThat(writer.stored()).hasSize(2);
  }

  @Test
  void reserve_beyondTheQueue_isGrantedToARequestThatIsAlone() {
    ingest.start(HeldTraceWriter.passing());
    assertThat(submit(new RandomSpans(1).spans(3), 5_000_000))
        .isCompletedWithValue(new IngestResult(3, 0, ""));
    assertThat(ingest.bytesInFlight()).isZero();
  }

  @Test
  void emptyRequests_areBoundedInNumber() {
    ingest.start(HeldTraceWriter.passing());
    List<IngestRequest> open = IntStream.range(0, 64).mapToObj(_ -> source.open()).toList();

    assertRefused(Reason.QUEUE_FULL);

    open.forEach(IngestRequest::close);
    assertThat(ingest.bytesInFlight()).isZero();
    source.open().close();
  }

  @Test
  void submit_withSpansOutOfTime_rejectsThemAndStoresTheRest() throws Exception {
    HeldTraceWriter writer = HeldTraceWriter.passing();
    ingest.start(writer);
    Span good = Spans.span(1, 1).name("good").attribute("a", 1).link(3, 4).build();
    Span bad = Spans.span(1, 2).startNanos(-5).durationNanos(3).build();

    CompletableFuture<IngestResult> result = submit(List.of(bad, good, bad), 10);

    assertThat(result)
        .isCompletedWithValue(
            new IngestResult(
                1,
                2,
                "span times: start 18446744073709551611, end 18446744073709551614"
                    + " (expected: epoch nanoseconds up to 9223372036854775807)"));
    assertThat(writer.stored()).containsExactly(good);
    assertThat(counter("spans.rejected", "invalid_time")).isEqualTo(2);
    assertThat(counter("spans.accepted")).isEqualTo(1);
  }

  @Test
  void submit_whenEverySpanIsRejected_doesNotBotherTheWriter() {
    HeldTraceWriter writer = HeldTraceWriter.holding();
    ingest.start(writer);
    try (IngestRequest request = source.open()) {
      request.reject("invalid_span_id", 0, "nothing");
      request.reject("invalid_trace_id", 3, "trace id: 5 bytes");
      request.reject("invalid_span_id", 1, "span id: 5 bytes");
      assertThat(request.submit())
          .isCompletedWithValue(new IngestResult(0, 4, "trace id: 5 bytes"));
    }
    assertThat(counter("spans.rejected", "invalid_trace_id")).isEqualTo(3);
  }

  @Test
  void submit_whenTheWriterRefuses_dropsTheSpansAndGivesEverythingBack() throws Exception {
    HeldTraceWriter writer = HeldTraceWriter.holding();
    ingest.start(writer);
    CompletableFuture<IngestResult> refused = submit(new RandomSpans(1).spans(7), 10);
    CompletableFuture<IngestResult> failed = submit(new RandomSpans(1).spans(8), 10);

    writer
        .next()
        .fail(new StoreUnavailableException(Reason.DISK_FULL, "disk full", Duration.ofSeconds(5)));
    writer.next().fail(new StoreException("broken"));

    assertThat(refused)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
    assertThat(failed).isCompletedExceptionally();
    assertThat(counter("spans.dropped", "disk_full")).isEqualTo(7);
    assertThat(counter("spans.dropped", "store_failure")).isEqualTo(8);
    assertThat(counter("spans.accepted")).isZero();
    assertThat(ingest.bytesInFlight()).isZero();
    assertThat(ingest.requestsInFlight()).isZero();
  }

  @Test
  void submit_whenAProcessorThrows_failsTheRequestOnly() {
    SpanIngest faulty =
        new SpanIngest(
            List.of((_, _) -> {
              throw new IllegalStateException("bug");
            }),
            meters,
            ONE_MEBIBYTE);
    faulty.start(HeldTraceWriter.passing());
    try (IngestRequest request = faulty.source("faulty").open()) {
      Spans.addTo(request.builder(), new RandomSpans(1).spans(1));
      assertThat(request.submit()).isCompletedExceptionally();
    }
    assertThat(faulty.bytesInFlight()).isZero();
    assertThat(faulty.requestsInFlight()).isZero();
  }

  @Test
  void stop_refusesNewRequests_andIsDoneWithTheLastInFlight() throws Exception {
    HeldTraceWriter writer = HeldTraceWriter.holding();
    ingest.start(writer);
    CompletableFuture<IngestResult> submitted = submit(new RandomSpans(1).spans(1), 10);
    IngestRequest reading = source.open();

    CompletableFuture<Void> stopped = ingest.stop();

    assertRefused(Reason.STOPPING);
    assertThat(stopped).isNotDone();
    reading.reserve(100);
    Spans.addTo(reading.builder(), new RandomSpans(2).spans(2));
    CompletableFuture<IngestResult> last = reading.submit();
    writer.next().complete();
    assertThat(submitted).isCompleted();
    assertThat(stopped).isNotDone();
    writer.next().complete();
    assertThat(last).isCompletedWithValue(new IngestResult(2, 0, ""));
    assertThat(stopped).isCompleted();
    assertThat(ingest.stop()).isCompleted();
  }

  @Test
  void stop_beforeStart_isFinal() {
    assertThat(ingest.stop()).isCompleted();
    ingest.start(HeldTraceWriter.passing());
    assertThat(ingest.state()).isEqualTo(SpanIngest.State.STOPPING);
    assertRefused(Reason.STOPPING);
  }

  private CompletableFuture<IngestResult> submit(List<Span> spans, long payloadBytes) {
    IngestRequest request = source.open();
    request.reserve(payloadBytes);
    Spans.addTo(request.builder(), spans);
    return request.submit();
  }

  private void assertRefused(Reason reason) {
    assertThatThrownBy(source::open)
        .isInstanceOfSatisfying(
            StoreUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private double counter(String name) {
    return meters.get("clew.ingest." + name).tag("transport", "test").counter().count();
  }

  private double counter(String name, String reason) {
    return meters
        .get("clew.ingest." + name)
        .tags("transport", "test", "reason", reason)
        .counter()
        .count();
  }
}
