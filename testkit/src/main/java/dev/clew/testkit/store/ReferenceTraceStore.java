// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.TraceWriter;
import dev.clew.testkit.Spans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * A trace store in memory that evaluates the whole query algebra by brute force over {@link Span}
 * objects. Nothing in it is clever: each class says one part of the contract as directly as code
 * can.
 *
 * <p>Threads: any number at once. Cost: every query looks at every span, so keep it below some
 * hundred thousand.
 */
public final class ReferenceTraceStore implements TraceStore {

  private final List<List<Span>> appended;
  private final LongSupplier nanoClock;
  private volatile boolean closed;

  /** An empty store. */
  public ReferenceTraceStore() {
    this(new CopyOnWriteArrayList<>(), System::nanoTime);
  }

  /**
   * A store over what was appended before.
   *
   * @param appended one list per batch; further batches are added to it, so that a test may open
   *     another store over it, as if over a directory
   * @param nanoClock measures the time a query takes
   */
  public ReferenceTraceStore(List<List<Span>> appended, LongSupplier nanoClock) {
    this.appended = appended;
    this.nanoClock = nanoClock;
  }

  /** A store that holds these spans. */
  public static ReferenceTraceStore of(Span... spans) {
    ReferenceTraceStore store = new ReferenceTraceStore();
    store.appended.add(List.of(spans));
    return store;
  }

  @Override
  public TraceWriter writer() {
    return this::append;
  }

  @Override
  public TraceReader reader() {
    return new ReferenceTraceReader(
        () -> appended.stream().flatMap(List::stream).toList(), nanoClock);
  }

  @Override
  public void close() {
    closed = true;
  }

  private CompletableFuture<Void> append(SpanBatch batch) {
    if (closed) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(
              StoreUnavailableException.Reason.STOPPING, "store is closed", Duration.ofSeconds(1)));
    }
    appended.add(Spans.list(batch));
    return CompletableFuture.completedFuture(null);
  }
}
