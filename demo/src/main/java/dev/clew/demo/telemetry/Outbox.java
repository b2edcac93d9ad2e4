// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hands finished spans to the exporters in batches, with a bound on what is under way.
 *
 * <p>Where the SDK's own batch processor drops spans when its queue is full, this one makes the
 * caller wait: a back-fill goes as fast as the receiver takes it, and memory stays bounded by
 * {@link #BATCHES_IN_FLIGHT_MAX} batches plus one open batch per service. A batch that the receiver
 * turns away for now is sent again, {@link #ATTEMPTS_MAX} times with growing pauses (about half a
 * minute); only then, or when the receiver says no for good, are its spans counted as refused.
 *
 * <p>Thread-safe.
 */
public final class Outbox implements AutoCloseable {

  static final int BATCH_SPANS_MAX = 512;
  static final int BATCHES_IN_FLIGHT_MAX = 8;
  static final int ATTEMPTS_MAX = 12;

  private static final long EXPORT_TIMEOUT_SECONDS = 40;
  private static final long PAUSE_MILLIS_MIN = 100;
  private static final long PAUSE_MILLIS_MAX = 5_000;

  private final ThreadFactory senders;
  private final Semaphore slots = new Semaphore(BATCHES_IN_FLIGHT_MAX);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<OutboxProcessor> processors = new CopyOnWriteArrayList<>();
  private final Tally tally = new Tally();

  /** An outbox that sends on threads from {@code senders}, one per batch under way. */
  public Outbox(ThreadFactory senders) {
    this.senders = senders;
  }

  /** What has been handed in and what became of it. */
  public Tally tally() {
    return tally;
  }

  /** Sends batches that are not full yet; to be called every fraction of a second. */
  public void flush() {
    processors.forEach(OutboxProcessor::flush);
  }

  /**
   * Sends what is left and waits until all of it is sent or refused.
   *
   * @return whether that happened within {@code timeout}, twice at most
   */
  public boolean drain(Duration timeout) throws InterruptedException {
    Thread flusher = senders.newThread(this::flush);
    flusher.start();
    boolean idle =
        flusher.join(timeout)
            && slots.tryAcquire(BATCHES_IN_FLIGHT_MAX, timeout.toMillis(), MILLISECONDS);
    if (idle) {
      slots.release(BATCHES_IN_FLIGHT_MAX);
    }
    return idle;
  }

  /** Gives up on what is still under way, which counts as refused, and closes the exporters. */
  @Override
  public void close() {
    closing.countDown();
    processors.forEach(OutboxProcessor::closeExporter);
  }

  OutboxProcessor processorFor(SpanExporter exporter) {
    OutboxProcessor processor = new OutboxProcessor(this, exporter);
    processors.add(processor);
    return processor;
  }

  /** Sends {@code batch}, first waiting until fewer than the maximum are under way. */
  void send(SpanExporter exporter, List<SpanData> batch) {
    slots.acquireUninterruptibly();
    senders.newThread(() -> deliver(exporter, batch)).start();
  }

  private void deliver(SpanExporter exporter, List<SpanData> batch) {
    try {
      if (delivered(exporter, batch)) {
        tally.sent(batch.size());
      } else {
        tally.refused(batch.size());
      }
    } catch (InterruptedException _) {
      tally.refused(batch.size());
      Thread.currentThread().interrupt();
    } finally {
      slots.release();
    }
  }

  private boolean delivered(SpanExporter exporter, List<SpanData> batch)
      throws InterruptedException {
    long pauseMillis = PAUSE_MILLIS_MIN;
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      CompletableResultCode result = exporter.export(batch).join(EXPORT_TIMEOUT_SECONDS, SECONDS);
      if (result.isSuccess()) {
        return true;
      }
      ExportProblem problem = ExportProblem.of(result);
      tally.failedAttempt(problem);
      if (problem.isFinal() || closing.await(pauseMillis, MILLISECONDS)) {
        return false;
      }
      pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
    }
    return false;
  }

  /** Running counts. Thread-safe. */
  public static final class Tally {

    private final LongAdder traces = new LongAdder();
    private final LongAdder spans = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private volatile String lastProblem = "";

    private Tally() {}

    /** Traces whose root span has ended. */
    public long traceCount() {
      return traces.sum();
    }

    /** Spans that have ended, sent or not. */
    public long spanCount() {
      return spans.sum();
    }

    /** Spans that the receiver has acknowledged. */
    public long sentCount() {
      return sent.sum();
    }

    /** Spans given up on. */
    public long refusedCount() {
      return refused.sum();
    }

    /** Attempts to send a batch that failed, whether or not a later one succeeded. */
    public long failedAttemptCount() {
      return failedAttempts.sum();
    }

    /** What the last failed attempt met; empty if none failed. */
    public String lastProblem() {
      return lastProblem;
    }

    void ended(boolean root) {
      spans.increment();
      if (root) {
        traces.increment();
      }
    }

    private void sent(int spanCount) {
      sent.add(spanCount);
    }

    private void refused(int spanCount) {
      refused.add(spanCount);
    }

    private void failedAttempt(ExportProblem problem) {
      failedAttempts.increment();
      lastProblem = problem.description();
    }
  }
}
