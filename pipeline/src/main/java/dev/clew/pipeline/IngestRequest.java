// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One request's way from its first byte to the disk: room in the queue, builders, and what was
 * rejected.
 *
 * <pre>{@code
 * IngestRequest request = source.open();
 * request.reserve(bytesReceived);
 * decode(bytes, request.builder());
 * request.submit().thenAccept(result -> answer(result));
 * }</pre>
 *
 * <p>Whoever opens a request ends it: by {@link #submit}, after which everything is given back when
 * the store is done with the batch, or by {@link #close}, which after a submit does nothing.
 *
 * <p>Threads: one at a time, handed over safely.
 */
public final class IngestRequest implements AutoCloseable {

  /** What a request costs beside its payload, so that tiny ones are bounded in number, too. */
  private static final long OVERHEAD_BYTES = 16L << 10;

  private final SpanIngest ingest;
  private final TransportMetrics metrics;
  private final List<SpanBatchBuilder> builders = new ArrayList<>(1);
  private @Nullable SpanBatchBuilder decoded;
  private long reservedBytes;
  private final List<Rejection> rejections = new ArrayList<>(0);
  private boolean ended;

  private record Rejection(String reason, int spanCount, String message) {}

  private IngestRequest(SpanIngest ingest, TransportMetrics metrics) {
    this.ingest = ingest;
    this.metrics = metrics;
  }

  static IngestRequest open(SpanIngest ingest, TransportMetrics metrics) {
    ingest.enter();
    IngestRequest request = new IngestRequest(ingest, metrics);
    try {
      request.take(OVERHEAD_BYTES);
    } catch (StoreUnavailableException e) {
      ingest.leave();
      throw e;
    }
    return request;
  }

  /**
   * Takes room for bytes that were received or unpacked.
   *
   * @throws StoreUnavailableException if there is none; the caller then closes the request
   */
  public void reserve(long bytes) {
    try {
      take(bytes);
    } catch (StoreUnavailableException e) {
      metrics.refused(e.reason().label());
      throw e;
    }
  }

  private void take(long bytes) {
    ingest.reserve(bytes, reservedBytes);
    reservedBytes += bytes;
  }

  /** The builder to decode into; the same one at every call. */
  public SpanBatchBuilder builder() {
    SpanBatchBuilder builder = decoded;
    if (builder == null) {
      builder = borrow();
      decoded = builder;
    }
    return builder;
  }

  /**
   * Counts spans that are not in the builder because of a fault of their own.
   *
   * @param reason the label of the metric, a lower-case word
   * @param message what the sender is told; the first one counts
   */
  public void reject(String reason, int spanCount, String message) {
    if (spanCount > 0) {
      rejections.add(new Rejection(reason, spanCount, message));
    }
  }

  /**
   * Runs the processors over what is in the builder and hands it to the store. The builder now
   * belongs to the store.
   *
   * @return what became of it once it is durable; fails as {@link
   *     dev.clew.store.TraceWriter#append} says
   */
  public CompletableFuture<IngestResult> submit() {
    if (ended) {
      throw new IllegalStateException("request: ended (expected: open)");
    }
    ended = true;
    long beginNanos = metrics.nanoTime();
    int decodedCount = decoded == null ? 0 : decoded.spanCount();
    CompletableFuture<IngestResult> result;
    try {
      SpanBatch batch = process(builder().view());
      result = append(batch).thenApply(_ -> result(batch.spanCount(), beginNanos));
    } catch (RuntimeException e) {
      result = CompletableFuture.failedFuture(e);
    }
    return result.whenComplete((_, failure) -> {
      if (failure != null) {
        metrics.dropped(cause(failure), decodedCount);
      }
      giveBack();
    });
  }

  private SpanBatch process(SpanBatch batch) {
    Processor.Context context = new Context();
    for (Processor processor : ingest.processors()) {
      batch = processor.process(batch, context);
    }
    return batch;
  }

  private CompletableFuture<Void> append(SpanBatch batch) {
    return batch.spanCount() == 0
        ? CompletableFuture.completedFuture(null)
        : ingest.writer().append(batch);
  }

  private IngestResult result(int spanCount, long beginNanos) {
    metrics.accepted(spanCount, reservedBytes - OVERHEAD_BYTES, metrics.nanoTime() - beginNanos);
    int rejectedCount = 0;
    for (Rejection rejection : rejections) {
      metrics.rejected(rejection.reason(), rejection.spanCount());
      rejectedCount += rejection.spanCount();
    }
    return new IngestResult(
        spanCount, rejectedCount, rejections.isEmpty() ? "" : rejections.getFirst().message());
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Gives everything back without storing anything, unless the request was submitted. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      giveBack();
    }
  }

  private SpanBatchBuilder borrow() {
    SpanBatchBuilder builder = ingest.builders().take();
    builders.add(builder);
    return builder;
  }

  private void giveBack() {
    builders.forEach(builder -> ingest.builders().give(builder, reservedBytes));
    builders.clear();
    ingest.release(reservedBytes);
    ingest.leave();
  }

  /** What processors see of the request. */
  private final class Context implements Processor.Context {
    @Override
    public SpanBatchBuilder builder() {
      return borrow();
    }

    @Override
    public void reject(String reason, int spanCount, String message) {
      IngestRequest.this.reject(reason, spanCount, message);
    }
  }
}
