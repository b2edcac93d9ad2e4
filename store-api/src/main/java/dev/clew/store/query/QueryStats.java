// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import java.util.Optional;

/**
 * What an answer cost.
 *
 * @param rowsScanned spans whose columns were looked at
 * @param bytesRead bytes of column data that were read and decoded
 * @param partial why the answer is incomplete; empty when it is complete
 */
public record QueryStats(long rowsScanned, long bytesRead, Optional<Partial> partial) {

  /** Why an answer is incomplete. */
  public enum Partial {
    /** {@link QueryLimits#rowsMax} was reached. */
    ROWS,
    /** {@link QueryLimits#bytesMax} was reached. */
    BYTES,
    /** {@link QueryLimits#timeout} was reached. */
    TIME,
    /** Part of the store is damaged and set aside. */
    DAMAGE
  }

  /** The cost of an answer that took no look at data. */
  public static QueryStats none() {
    return new QueryStats(0, 0, Optional.empty());
  }
}
