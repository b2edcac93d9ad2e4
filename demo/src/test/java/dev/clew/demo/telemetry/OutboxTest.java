// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Outbox outbox = new Outbox(Thread.ofVirtual().name("test-send-", 0).factory());

  @Test
  void send_receiverSlow_holdsTheCallerBack() throws InterruptedException {
    SlowExporter exporter = new SlowExporter();
    int batchCount = 3 * Outbox.BATCHES_IN_FLIGHT_MAX;
    Thread caller =
        Thread.ofVirtual().start(() -> endSpans(exporter, batchCount * Outbox.BATCH_SPANS_MAX));
    for (int batch = 0; batch < batchCount; batch++) {
      exporter.acknowledgeNext();
    }
    caller.join();
    assertThat(outbox.drain(LONG)).isTrue();
    assertThat(exporter.inFlightMax.get()).isEqualTo(Outbox.BATCHES_IN_FLIGHT_MAX);
    assertThat(outbox.tally().sentCount()).isEqualTo((long) batchCount * Outbox.BATCH_SPANS_MAX);
    assertThat(outbox.tally().refusedCount()).isZero();
  }

  @Test
  void flush_batchNotFull_goesOut() throws InterruptedException {
    endSpans(new Answers(true), 3);
    assertThat(outbox.tally().spanCount()).isEqualTo(3);
    outbox.flush();
    assertThat(outbox.drain(LONG)).isTrue();
    assertThat(outbox.tally().sentCount()).isEqualTo(3);
    assertThat(outbox.tally().traceCount()).isEqualTo(3);
  }

  @Test
  void send_failsAndThenWorks_countsAsSent() throws InterruptedException {
    endSpans(new Answers(false, true), 5);
    assertThat(outbox.drain(LONG)).isTrue();
    assertThat(outbox.tally().sentCount()).isEqualTo(5);
    assertThat(outbox.tally().failedAttemptCount()).isEqualTo(1);
    assertThat(outbox.tally().lastProblem()).isEqualTo("no answer in time");
  }

  @Test
  void close_receiverDead_countsTheRestAsRefused() throws InterruptedException {
    endSpans(new Answers(false), 2 * Outbox.BATCH_SPANS_MAX + 1);
    assertThat(outbox.drain(Duration.ofMillis(1))).isFalse();
    outbox.close();
    assertThat(outbox.drain(LONG)).isTrue();
    assertThat(outbox.tally().sentCount()).isZero();
    assertThat(outbox.tally().refusedCount()).isEqualTo(2 * Outbox.BATCH_SPANS_MAX + 1);
  }

  private void endSpans(SpanExporter exporter, int count) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(outbox.processorFor(exporter)).build();
    for (int span = 0; span < count; span++) {
      provider.get("test").spanBuilder("span").startSpan().end();
    }
  }

  /** Gives these answers in turn, and the last one for ever. */
  private static final class Answers implements SpanExporter {

    private final Deque<Boolean> answers = new ArrayDeque<>();

    Answers(boolean... answers) {
      for (boolean answer : answers) {
        this.answers.add(answer);
      }
    }

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> spans) {
      boolean answer = answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
      return answer ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
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

  /** Acknowledges a batch only when told to. */
  private static final class SlowExporter implements SpanExporter {

    private final BlockingQueue<CompletableResultCode> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger inFlightMax = new AtomicInteger();
    private boolean full;

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int now = inFlight.incrementAndGet();
      inFlightMax.accumulateAndGet(now, Math::max);
      CompletableResultCode result = new CompletableResultCode();
      waiting.add(result);
      return result;
    }

    /** Waits for as many batches as can be under way, the first time, and answers one. */
    void acknowledgeNext() throws InterruptedException {
      Deque<CompletableResultCode> collected = new ArrayDeque<>();
      while (!full && collected.size() < Outbox.BATCHES_IN_FLIGHT_MAX) {
        collected.add(waiting.take());
      }
      full = true;
      waiting.addAll(collected);
      CompletableResultCode next = waiting.take();
      inFlight.decrementAndGet();
      CompletableResultCode _ = next.succeed();
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
