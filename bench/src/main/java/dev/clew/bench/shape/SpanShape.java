// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.shape;

import dev.clew.model.SpanBatchBuilder;

/**
 * A source of traces of one kind. Equal seeds give equal traces.
 *
 * <p>Threads: one at a time.
 */
public interface SpanShape {

  /** The shapes there are. */
  enum Type {
    /** See {@link MlShape}. */
    ML {
      @Override
      public SpanShape create(long seed, long startNanos) {
        return new MlShape(seed, startNanos);
      }
    },
    /** See {@link TracegenShape}. */
    TRACEGEN {
      @Override
      public SpanShape create(long seed, long startNanos) {
        return new TracegenShape(seed, startNanos);
      }
    };

    /**
     * A new source.
     *
     * @param startNanos when the first trace starts, epoch nanoseconds
     */
    public abstract SpanShape create(long seed, long startNanos);
  }

  /** How many spans a trace has. */
  int spansPerTrace();

  /**
   * Adds the next traces to an empty builder, grouped by resource as a collector does it.
   *
   * @param traceCount how many
   */
  void next(SpanBatchBuilder target, int traceCount);
}
