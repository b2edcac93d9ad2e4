// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.TraceWriter;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.testkit.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Contents contents;
  private final LongSupplier nanoClock;
  private volatile boolean closed;

  /** What a store holds, so that a test may open another store over it, as if over a directory. */
  public static final class Contents {
    final List<List<Span>> batches = new CopyOnWriteArrayList<>();
    final Set<TraceId> archived = ConcurrentHashMap.newKeySet();
  }

  /** An empty store. */
  public ReferenceTraceStore() {
    this(new Contents(), System::nanoTime);
  }

  /**
   * A store over what was appended before.
   *
   * @param contents further batches are added to it
   * @param nanoClock measures the time a query takes
   */
  public ReferenceTraceStore(Contents contents, LongSupplier nanoClock) {
    this.contents = contents;
    this.nanoClock = nanoClock;
  }

  /** A store that holds these spans. */
  public static ReferenceTraceStore of(Span... spans) {
    ReferenceTraceStore store = new ReferenceTraceStore();
    store.contents.batches.add(List.of(spans));
    return store;
  }

  @Override
  public TraceWriter writer() {
    return this::append;
  }

  @Override
  public TraceReader reader() {
    return new ReferenceTraceReader(
        () -> contents.batches.stream().flatMap(List::stream).toList(), nanoClock);
  }

  @Override
  public StoreAdmin admin() {
    return new ReferenceStoreAdmin(contents);
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
    contents.batches.add(Spans.list(batch));
    return CompletableFuture.completedFuture(null);
  }
}
