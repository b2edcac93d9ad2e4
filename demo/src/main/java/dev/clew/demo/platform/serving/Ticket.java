// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import static java.util.Objects.requireNonNull;

import dev.clew.demo.sim.Signal;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** A request's place in a batcher's queue. */
final class Ticket {

  private final SpanContext request;
  private final int itemCount;
  private final long enqueuedNanos;
  private final Signal dispatched = new Signal();
  private final Signal completed = new Signal();
  private @Nullable Batch batch;
  private @Nullable SpanContext batchSpan;
  private @Nullable Failure failure;

  Ticket(SpanContext request, int itemCount, long enqueuedNanos) {
    this.request = request;
    this.itemCount = itemCount;
    this.enqueuedNanos = enqueuedNanos;
  }

  SpanContext request() {
    return request;
  }

  int itemCount() {
    return itemCount;
  }

  long enqueuedNanos() {
    return enqueuedNanos;
  }

  /** Waits until this request is in a batch that starts. */
  Batch awaitDispatch(Flow flow) {
    dispatched.await(flow.strand());
    return requireNonNull(batch);
  }

  /** The span of the batch, known once dispatched. */
  SpanContext batchSpan() {
    return requireNonNull(batchSpan);
  }

  /**
   * Waits until the batch is done.
   *
   * @throws Failure if the batch failed
   */
  void awaitCompletion(Flow flow) {
    completed.await(flow.strand());
    if (failure != null) {
      throw failure;
    }
  }

  void dispatch(Strand worker, Batch newBatch, SpanContext newBatchSpan) {
    batch = newBatch;
    batchSpan = newBatchSpan;
    dispatched.fire(worker);
  }

  void complete(Strand worker, @Nullable Failure newFailure) {
    failure = newFailure;
    completed.fire(worker);
  }
}
