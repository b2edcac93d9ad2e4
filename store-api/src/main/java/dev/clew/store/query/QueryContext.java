// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import java.util.function.BooleanSupplier;

/**
 * What goes with every query: its limits, and whether somebody still waits for the answer.
 *
 * @param limits what it may cost
 * @param cancelled asked now and then on the query's thread; once true, the query ends with {@link
 *     QueryCancelledException}
 */
public record QueryContext(QueryLimits limits, BooleanSupplier cancelled) {

  /** Default limits, never cancelled. */
  public static QueryContext defaults() {
    return new QueryContext(QueryLimits.defaults(), () -> false);
  }
}
