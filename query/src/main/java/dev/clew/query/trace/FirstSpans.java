// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.trace;

import dev.clew.model.SpanBatch;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.QueryStats.Partial;

/**
 * The first spans of a trace, in whole chunks; when there are more it throws a {@link
 * QueryLimitException} in their place. An answer that holds many traces would else be as large as
 * the largest of them.
 */
public final class FirstSpans implements TraceChunks {

  /** Spans of one trace in the results of a search, and what is left of the chunk. */
  public static final int FOUND_SPANS_MAX = 20_000;

  private final TraceChunks trace;
  private final int spansMax;
  private int spanCount;

  /**
   * The beginning of a trace, which is closed with it.
   *
   * @param spansMax after how many spans no chunk begins any more
   */
  public FirstSpans(TraceChunks trace, int spansMax) {
    this.trace = trace;
    this.spansMax = spansMax;
  }

  @Override
  public boolean hasNext() {
    boolean hasNext = trace.hasNext();
    if (hasNext && spanCount >= spansMax) {
      throw new QueryLimitException(
          Partial.ROWS,
          "only the first "
              + spanCount
              + " spans are in the results of a search (expected for all: get the trace by its"
              + " id)");
    }
    return hasNext;
  }

  @Override
  public SpanBatch next() {
    SpanBatch batch = trace.next();
    spanCount += batch.spanCount();
    return batch;
  }

  @Override
  public boolean isPartial() {
    return trace.isPartial();
  }

  @Override
  public void close() {
    trace.close();
  }
}
