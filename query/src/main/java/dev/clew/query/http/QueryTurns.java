// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Lets a bounded number of queries run at once, each on a thread of its own, and a bounded number
 * wait for their turn, whatever protocol they came by.
 *
 * <p>Threads: any number at once.
 */
public final class QueryTurns {

  private final QueryConfig config;
  private final Executor executor;
  private final LongSupplier nanoClock;
  private final Semaphore turns;
  private final AtomicInteger waiting = new AtomicInteger();
  private final QueryMetrics metrics;

  /** Something that runs when it is its turn, or is told that it will not be. */
  public interface Query {

    /** Answers; called on a thread that may block. */
    void run();

    /** Answers that this is not the time. */
    void refuse();
  }

  /**
   * Turns that start nothing by themselves.
   *
   * @param executor gives each query a thread that may block: a virtual one
   * @param nanoClock measures durations, as {@link System#nanoTime} does
   */
  public QueryTurns(
      QueryConfig config, Executor executor, LongSupplier nanoClock, MeterRegistry meters) {
    this.config = config;
    this.executor = executor;
    this.nanoClock = nanoClock;
    this.turns = new Semaphore(config.concurrentMax(), true);
    this.metrics = new QueryMetrics(meters, this);
  }

  /** Runs a query on another thread as soon as there is room for it. */
  public void run(Query query) {
    if (waiting.incrementAndGet() > config.waitingMax() + turns.availablePermits()) {
      waiting.decrementAndGet();
      query.refuse();
      return;
    }
    try {
      executor.execute(() -> waitAndRun(query));
    } catch (RejectedExecutionException closing) {
      waiting.decrementAndGet();
      query.refuse();
    }
  }

  /** The limits of each query. */
  public QueryConfig config() {
    return config;
  }

  /** The clock that durations are measured with. */
  public LongSupplier nanoClock() {
    return nanoClock;
  }

  /** Where queries are counted. */
  public QueryMetrics metrics() {
    return metrics;
  }

  int runningCount() {
    return config.concurrentMax() - turns.availablePermits();
  }

  int waitingCount() {
    return waiting.get();
  }

  private void waitAndRun(Query query) {
    boolean myTurn = false;
    try {
      myTurn = turns.tryAcquire(config.limits().timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
    if (!myTurn) {
      query.refuse();
      return;
    }
    try {
      query.run();
    } finally {
      turns.release();
    }
  }
}
