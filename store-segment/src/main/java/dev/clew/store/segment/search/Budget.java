// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.QueryLimitException;
import dev.clew.store.query.QueryCancelledException;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.QueryStats;
import dev.clew.store.query.QueryStats.Partial;
import dev.clew.store.segment.file.CorruptSegmentException;
import dev.clew.store.segment.rollup.RollupEvaluation;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one query may still spend. Confined to the query's thread. */
final class Budget implements RollupEvaluation.Spending {

  private static final System.Logger LOGGER = System.getLogger(Budget.class.getName());
  private static final int CELL_LONGS = 16; // roughly what a counted figure takes, in longs

  private final QueryContext context;
  private final LongSupplier nanoTime;
  private final long deadlineNanos;
  private long rows;
  private long bytes;
  private @Nullable Partial partial; // the limit that was reached
  private boolean isDamaged;

  Budget(QueryContext context, LongSupplier nanoTime) {
    this.context = context;
    this.nanoTime = nanoTime;
    this.deadlineNanos = nanoTime.getAsLong() + context.limits().timeout().toNanos();
  }

  /**
   * Charges for looking at rows of a number of columns; called before the work, block by block.
   *
   * @return false once a limit is reached: stop and answer with what there is
   * @throws QueryCancelledException if nobody waits for the answer any more
   */
  boolean spend(long rowCount, int columns) {
    if (context.cancelled().getAsBoolean()) {
      throw new QueryCancelledException();
    }
    if (partial != null) {
      return false;
    }
    rows += rowCount;
    bytes += rowCount * columns * Long.BYTES;
    if (rows > context.limits().rowsMax()) {
      partial = Partial.ROWS;
    } else if (bytes > context.limits().bytesMax()) {
      partial = Partial.BYTES;
    } else if (nanoTime.getAsLong() - deadlineNanos > 0) {
      partial = Partial.TIME;
    }
    return partial == null;
  }

  /**
   * Like {@link #spend}, for answers that have no place to say that they are partial.
   *
   * @throws QueryLimitException once a limit is reached
   */
  void spendOrThrow(long rowCount, int columns) {
    spend(rowCount, columns);
    if (partial != null) {
      throw new QueryLimitException(partial);
    }
  }

  @Override
  public boolean spend(long cells) {
    return spend(cells, CELL_LONGS);
  }

  @Override
  public void tooLarge() {
    if (!isExhausted()) {
      partial = Partial.BYTES;
    }
  }

  @Override
  public void damaged(CorruptSegmentException damage) {
    LOGGER.log(Level.ERROR, "figures are missing in an answer", damage);
    damaged();
  }

  /** Notes that part of the store could not be read. */
  void damaged() {
    isDamaged = true;
  }

  boolean isExhausted() {
    return partial != null;
  }

  QueryStats stats() {
    Partial reason = partial == null && isDamaged ? Partial.DAMAGE : partial;
    return new QueryStats(rows, bytes, Optional.ofNullable(reason));
  }
}
