// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.store.query.QueryCancelledException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryStats;
import dev.clew.store.query.QueryStats.Partial;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a query has used up of what it may cost. */
final class QueryBudget {

  private static final int SPAN_BYTES = 64; // the store decodes nothing, so a span counts as this

  private final QueryContext context;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private long rowsScanned;

  QueryBudget(QueryContext context, LongSupplier nanoClock) {
    this.context = context;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /**
   * Takes note that spans are about to be looked at, and says which limit that would break.
   *
   * @throws QueryCancelledException if the caller gave up
   */
  Optional<Partial> spend(int rows) {
    if (context.cancelled().getAsBoolean()) {
      throw new QueryCancelledException();
    }
    if (rowsScanned + rows > context.limits().rowsMax()) {
      return Optional.of(Partial.ROWS);
    }
    if ((rowsScanned + rows) * SPAN_BYTES > context.limits().bytesMax()) {
      return Optional.of(Partial.BYTES);
    }
    if (nanoClock.getAsLong() - startNanos >= context.limits().timeout().toNanos()) {
      return Optional.of(Partial.TIME);
    }
    rowsScanned += rows;
    return Optional.empty();
  }

  QueryStats stats(Optional<Partial> partial) {
    return new QueryStats(rowsScanned, rowsScanned * SPAN_BYTES, partial);
  }
}
