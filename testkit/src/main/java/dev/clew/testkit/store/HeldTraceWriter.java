// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.store.TraceWriter;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A writer whose batches become durable when the test says so, or at once. It holds the caller to
 * the contract: a batch that changes before its future is done fails the test.
 *
 * <p>Threads: any number at once.
 */
public final class HeldTraceWriter implements TraceWriter {

  private static final long WAIT_SECONDS = 30;

  private final LinkedBlockingQueue<Append> held = new LinkedBlockingQueue<>();
  private final List<Span> stored = new ArrayList<>(); // guarded by itself
  private volatile boolean holding;

  /** A batch that waits for its end. */
  public final class Append {
    private final SpanBatch batch;
    private final List<Span> spans;
    private final CompletableFuture<Void> future = new CompletableFuture<>();

    private Append(SpanBatch batch) {
      this.batch = batch;
      this.spans = Spans.list(batch);
    }

    /** The spans as they were handed over. */
    public List<Span> spans() {
      return spans;
    }

    /** Makes the batch durable. */
    public void complete() {
      checkUnchanged();
      synchronized (stored) {
        stored.addAll(spans);
      }
      future.complete(null);
    }

    /** Fails the batch. */
    public void fail(Throwable failure) {
      checkUnchanged();
      future.completeExceptionally(failure);
    }

    private void checkUnchanged() {
      if (!Spans.list(batch).equals(spans)) {
        throw new AssertionError("batch: changed before its future was done");
      }
    }
  }

  private HeldTraceWriter(boolean holding) {
    this.holding = holding;
  }

  /** A writer that makes every batch durable at once. */
  public static HeldTraceWriter passing() {
    return new HeldTraceWriter(false);
  }

  /** A writer that waits for the test to end each batch. */
  public static HeldTraceWriter holding() {
    return new HeldTraceWriter(true);
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    Append append = new Append(batch);
    held.add(append);
    if (!holding) {
      completeHeld();
    }
    return append.future;
  }

  /**
   * The oldest batch that waits; waits for one to come.
   *
   * @throws AssertionError if none comes
   */
  public Append next() throws InterruptedException {
    Append append = held.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (append == null) {
      throw new AssertionError("append: none within " + WAIT_SECONDS + " s");
    }
    return append;
  }

  /** Makes everything durable that waits, and from now on every batch at once. */
  public void letPass() {
    holding = false;
    completeHeld();
  }

  /** Every span that became durable, in that order. */
  public List<Span> stored() {
    synchronized (stored) {
      return List.copyOf(stored);
    }
  }

  private void completeHeld() {
    for (Append append = held.poll(); append != null; append = held.poll()) {
      append.complete();
    }
  }
}
