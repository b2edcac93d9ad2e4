// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The spans of one trace as a stream of immutable batches. Use once, on one thread, and close.
 *
 * <p>{@link #next} may throw {@link StoreException} or {@link
 * dev.clew.store.query.QueryCancelledException}.
 */
public interface TraceChunks extends Iterator<SpanBatch>, AutoCloseable {

  /** Chunks that are already in memory. */
  static TraceChunks of(List<SpanBatch> batches) {
    Iterator<SpanBatch> iterator = batches.iterator();
    return new TraceChunks() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public SpanBatch next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }

  /** All remaining chunks at once; for traces known to be small. */
  default List<SpanBatch> toList() {
    List<SpanBatch> batches = new ArrayList<>();
    while (hasNext()) {
      batches.add(next());
    }
    return batches;
  }

  /**
   * Whether spans may be missing, because part of the store is damaged and set aside, or because a
   * trace is too large to be whole within one chunk; known for sure once the last chunk was read.
   */
  default boolean isPartial() {
    return false;
  }

  @Override
  void close();
}
