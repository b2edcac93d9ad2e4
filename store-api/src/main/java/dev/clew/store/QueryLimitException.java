// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.store.query.QueryLimits;
import dev.clew.store.query.QueryStats;

/** A limit of {@link QueryLimits} was reached by a call whose answer cannot say "partial". */
public final class QueryLimitException extends StoreException {

  private final QueryStats.Partial limit;

  /** Which limit was reached. */
  public QueryLimitException(QueryStats.Partial limit) {
    super("query limit reached: " + limit + " (expected: a narrower query, or a higher limit)");
    this.limit = limit;
  }

  /** The same, in words of their own. */
  public QueryLimitException(QueryStats.Partial limit, String message) {
    super(message);
    this.limit = limit;
  }

  /** Which limit was reached. */
  public QueryStats.Partial limit() {
    return limit;
  }
}
