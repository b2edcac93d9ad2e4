// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.grpc;

import dev.clew.query.http.QueryConfig;
import dev.clew.store.query.QueryCancelledException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.QueryStats;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One call while it is answered.
 *
 * <p>Threads: the handler's; the network tells it from threads of its own when it has room again,
 * or that the client has gone.
 */
public final class GrpcCall<A> {

  /** In the trailers of an answer that leaves something out: why. */
  static final Metadata.Key<String> PARTIAL =
      Metadata.Key.of("clew-partial", Metadata.ASCII_STRING_MARSHALLER);

  private final ServerCall<?, A> wire;
  private final QueryConfig config;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Metadata trailers = new Metadata();
  private volatile boolean cancelled;
  private boolean started;

  GrpcCall(ServerCall<?, A> wire, QueryConfig config, LongSupplier nanoClock) {
    this.wire = wire;
    this.config = config;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /** The limits of this API. */
  public QueryConfig config() {
    return config;
  }

  /** What to search the store with: the limits of a query, less the time that has passed. */
  public QueryContext searchContext() {
    long spentNanos = nanoClock.getAsLong() - startNanos;
    Duration left = config.limits().timeout().minusNanos(spentNanos);
    return storeContext(left.isPositive() ? left : Duration.ofNanos(1));
  }

  /** What to read traces with while they are sent, as long as the client takes. */
  public QueryContext readContext() {
    return storeContext(config.responseTimeout());
  }

  /**
   * Sends a message once the client has taken those before it.
   *
   * @throws QueryCancelledException when the client has gone
   */
  public void send(A message) {
    awaitRoom();
    if (!started) {
      started = true;
      wire.sendHeaders(new Metadata());
    }
    wire.sendMessage(message);
  }

  /** Tells the client at the end that the answer of the store was not all there is, if so. */
  public void noteIncompleteness(QueryStats stats) {
    stats.partial().ifPresent(partial -> notePartial("limit reached: " + partial));
  }

  /** Tells the client at the end why the answer leaves something out. */
  public void notePartial(String reason) {
    trailers.discardAll(PARTIAL);
    trailers.put(PARTIAL, reason);
  }

  boolean isPartial() {
    return trailers.containsKey(PARTIAL);
  }

  Metadata trailers() {
    return trailers;
  }

  boolean isStarted() {
    return started;
  }

  /** The client has gone. */
  void cancel() {
    cancelled = true;
    wake();
  }

  /** The network may have room. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    lock.lock();
    try {
      while (!cancelled && !wire.isReady()) {
        changed.await();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      cancelled = true;
    } finally {
      lock.unlock();
    }
    if (isAbandoned()) {
      throw new QueryCancelledException();
    }
  }

  private boolean isAbandoned() {
    return cancelled || wire.isCancelled();
  }

  private QueryContext storeContext(Duration timeout) {
    QueryLimits limits = config.limits();
    return new QueryContext(
        new QueryLimits(limits.rowsMax(), limits.bytesMax(), timeout), this::isAbandoned);
  }
}
