// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import dev.clew.model.SpanBatch;
import dev.clew.store.QueryLimitException;
import dev.clew.store.TraceChunks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Adjusts traces for people.
 *
 * <p>Cost: a look at a few columns of each span; spans that change are made anew, and a trace that
 * needs no change passes as it is. Memory: a trace is adjusted as a whole, so one with more spans
 * than the limit passes unadjusted, chunk by chunk.
 *
 * <p>Threads: any number at once.
 */
public final class Adjustments implements UnaryOperator<TraceChunks> {

  private final Duration clockSkewMax;
  private final int spansMax;

  /**
   * The adjustments of one API.
   *
   * @param clockSkewMax clocks that differ by more are not reconciled; zero for none at all
   * @param spansMax traces with more spans are left alone
   */
  public Adjustments(Duration clockSkewMax, int spansMax) {
    this.clockSkewMax = clockSkewMax;
    this.spansMax = spansMax;
  }

  @Override
  public TraceChunks apply(TraceChunks stored) {
    List<SpanBatch> batches = new ArrayList<>();
    int spanCount = 0;
    Optional<QueryLimitException> limit = Optional.empty();
    try {
      while (spanCount <= spansMax && stored.hasNext()) {
        SpanBatch batch = stored.next();
        batches.add(batch);
        spanCount += batch.spanCount();
      }
    } catch (QueryLimitException reached) {
      limit = Optional.of(reached); // after what there is, as without adjustments
    }
    if (spanCount > spansMax) {
      return new ChainedChunks(batches, stored, limit);
    }
    AdjustableTrace trace = new AdjustableTrace(batches, spanCount);
    SharedIds.separate(trace);
    new ClockSkew(trace, clockSkewMax.toNanos()).correct();
    return new ChainedChunks(new AdjustedSpans(trace).batches(), stored, limit);
  }
}
