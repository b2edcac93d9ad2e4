// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;

/**
 * One step between a receiver and the store: a check, a change, a count. It works on the whole
 * batch at once, so that what depends on a value is done once per distinct value.
 *
 * <p>Threads: many at once, so a processor keeps no state between calls that is not safe to share.
 */
@FunctionalInterface
public interface Processor {

  /**
   * Looks at a batch and returns the one to go on with: the same, or another that it has built in a
   * {@linkplain Context#builder() builder of the request}.
   */
  SpanBatch process(SpanBatch batch, Context context);

  /** What a processor may do beside looking. */
  interface Context {

    /**
     * Another empty builder, whose {@link SpanBatchBuilder#view()} stays valid until the request is
     * done.
     */
    SpanBatchBuilder builder();

    /**
     * Says that spans are missing from the returned batch because of a fault of their own.
     *
     * @param reason the label of the metric, a lower-case word
     * @param message what the sender is told
     */
    void reject(String reason, int spanCount, String message);
  }
}
