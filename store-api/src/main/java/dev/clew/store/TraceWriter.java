// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.model.SpanBatch;
import java.util.concurrent.CompletableFuture;

/**
 * Takes span batches in.
 *
 * <p>Threads: any number at once.
 */
public interface TraceWriter {

  /**
   * Stores a batch. When the future completes normally, the batch is as durable as the store is
   * configured to make it, and every span of it is found by readers from then on.
   *
   * <p>Ownership: the batch must not change until the future is done, however it ends; afterwards
   * the store holds no reference to it, so that a caller may clear and refill its builder.
   *
   * <p>The call never blocks. The future fails with {@link StoreUnavailableException} when the
   * sender should try again later (queue full, disk full, starting, stopping) and with {@link
   * StoreException} when trying again will not help.
   *
   * <p>A span that is sent again, equal in trace id, span id, start and kind to one that is already
   * known, is the same span: {@link TraceReader#trace} and {@link TraceReader#search} return and
   * count it once, whichever of its copies that is. Answers over many traces (values, aggregates,
   * dependencies) may count the copies for as long as the store has not merged them.
   */
  CompletableFuture<Void> append(SpanBatch batch);
}
