// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of one model on one GPU: holds requests back for a moment so that they can be
 * computed together.
 *
 * <p>Method, as in the common model servers: a batch leaves when it has {@code itemsMax} items or
 * its oldest request has waited {@code delayMillisMax}, and the GPU is free; whatever has arrived
 * by then goes along. A full queue turns requests away.
 */
final class DynamicBatcher {

  private final BatchPolicy policy;
  private final Gpu gpu;
  private final Batch.Runner runner;
  private final Deque<Ticket> queue = new ArrayDeque<>();
  private int queuedItemCount;
  private @Nullable Strand waitingWorker;

  DynamicBatcher(BatchPolicy policy, Gpu gpu, Batch.Runner runner) {
    this.policy = policy;
    this.gpu = gpu;
    this.runner = runner;
  }

  /**
   * Enters a request for {@code itemCount} items, made within the current span of {@code flow}.
   *
   * @throws Failure if the queue is full
   */
  Ticket enqueue(Flow flow, int itemCount) {
    Strand strand = flow.strand();
    strand.sync();
    if (queue.size() >= policy.queueMax()) {
      throw queueFull();
    }
    Ticket ticket = new Ticket(flow.spanContext(), itemCount, strand.nowNanos());
    queue.add(ticket);
    queuedItemCount += itemCount;
    if (waitingWorker != null && (queue.size() == 1 || queuedItemCount >= policy.itemsMax())) {
      Strand worker = waitingWorker;
      waitingWorker = null;
      worker.wake(strand.nowNanos());
    }
    return ticket;
  }

  /** Computes batches for ever; the body of a daemon. */
  void work(Strand strand) {
    while (true) {
      awaitBatch(strand);
      gpu.station().acquire(strand);
      compute(strand, take(strand));
      gpu.station().release(strand);
    }
  }

  /** Waits until there is a request, and then until the batch is full or its time is up. */
  private void awaitBatch(Strand strand) {
    strand.sync();
    while (queue.isEmpty()) {
      waitingWorker = strand;
      strand.suspend();
    }
    long leaveNanos =
        queue.getFirst().enqueuedNanos() + MILLISECONDS.toNanos(policy.delayMillisMax());
    if (queuedItemCount < policy.itemsMax() && strand.nowNanos() < leaveNanos) {
      waitingWorker = strand;
      strand.suspendUntil(leaveNanos);
    }
    waitingWorker = null;
  }

  private Batch take(Strand strand) {
    List<Ticket> taken = new ArrayList<>();
    int room = policy.itemsMax();
    while (!queue.isEmpty() && (taken.isEmpty() || queue.getFirst().itemCount() <= room)) {
      Ticket ticket = queue.removeFirst();
      room -= ticket.itemCount();
      queuedItemCount -= ticket.itemCount();
      taken.add(ticket);
    }
    return new Batch("b-" + Long.toHexString(strand.random().nextLong() >>> 24), taken);
  }

  private void compute(Strand strand, Batch batch) {
    @Nullable Failure failure = null;
    try {
      runner.run(Flow.begin(strand), batch);
    } catch (Failure caught) {
      failure = caught;
    }
    for (Ticket ticket : batch.tickets()) {
      ticket.complete(strand, failure);
    }
  }

  private Failure queueFull() {
    String message = "Exceeds maximum queue size: " + policy.queueMax() + " requests waiting";
    return new Failure("QueueFullError", message, "QueueFullError: " + message, 503);
  }
}
