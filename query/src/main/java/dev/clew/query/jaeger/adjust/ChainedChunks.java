// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import dev.clew.model.SpanBatch;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Chunks in memory, and then the rest of a stream, which is closed with them. */
final class ChainedChunks implements TraceChunks {

  private final Iterator<SpanBatch> first;
  private final TraceChunks rest;

  private final Optional<QueryLimitException> limit;

  /**
   * Chunks one after the other.
   *
   * @param limit why there is no rest, if there is none
   */
  ChainedChunks(List<SpanBatch> first, TraceChunks rest, Optional<QueryLimitException> limit) {
    this.first = first.iterator();
    this.rest = rest;
    this.limit = limit;
  }

  @Override
  public boolean hasNext() {
    return first.hasNext() || remaining().hasNext();
  }

  @Override
  public SpanBatch next() {
    return first.hasNext() ? first.next() : remaining().next();
  }

  private TraceChunks remaining() {
    if (limit.isPresent()) {
      throw limit.get();
    }
    return rest;
  }

  @Override
  public void close() {
    rest.close();
  }
}
