// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.model.SpanBatchBuilder;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Builders between two uses. The one used last is taken first, because its arrays are still in the
 * processor's caches.
 *
 * <p>Threads: any number at once.
 */
final class BuilderPool {

  private static final int IDLE_MAX = 8;

  /** A builder that held more is not kept: its arrays would stay as large as they have become. */
  private static final long PAYLOAD_BYTES_KEPT_MAX = 2L << 20;

  private final LongSupplier hashSeeds;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<SpanBatchBuilder> idle = new ArrayDeque<>(IDLE_MAX);

  /**
   * @param hashSeeds what senders cannot guess, so that nobody can choose strings that all meet in
   *     one place of a hash table
   */
  BuilderPool(LongSupplier hashSeeds) {
    this.hashSeeds = hashSeeds;
  }

  /** An empty builder. */
  SpanBatchBuilder take() {
    lock.lock();
    try {
      SpanBatchBuilder builder = idle.pollLast();
      return builder != null ? builder : new SpanBatchBuilder(hashSeeds.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /** Takes a builder back that nobody uses any more. */
  void give(SpanBatchBuilder builder, long payloadBytes) {
    if (payloadBytes > PAYLOAD_BYTES_KEPT_MAX) {
      return;
    }
    builder.clear();
    lock.lock();
    try {
      if (idle.size() < IDLE_MAX) {
        idle.addLast(builder);
      }
    } finally {
      lock.unlock();
    }
  }

  int idleCount() {
    lock.lock();
    try {
      return idle.size();
    } finally {
      lock.unlock();
    }
  }
}
