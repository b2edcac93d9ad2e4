// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store;

import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.query.SpansetExpression;

/**
 * What a store can do by itself. What it cannot is evaluated above it where that is possible, and
 * refused with a clear message where not.
 *
 * @param filters evaluates any {@link dev.clew.store.query.SpanFilter}
 * @param structure evaluates {@link SpansetExpression.Structural}
 * @param traceFields filters by fields of the whole trace (duration, span count, root)
 * @param totals counts all matches when asked to
 * @param everySort orders by every {@link dev.clew.store.query.TraceSort}, not by start time alone
 * @param aggregates answers {@link TraceReader#aggregate}
 * @param dependencies answers {@link TraceReader#dependencies}
 * @param rollups answers {@link TraceReader#rollup}
 * @param deletes removes spans on request, see {@link StoreAdmin#delete}
 * @param archives keeps traces in spite of retention, see {@link StoreAdmin#archive}
 */
public record Capabilities(
    boolean filters,
    boolean structure,
    boolean traceFields,
    boolean totals,
    boolean everySort,
    boolean aggregates,
    boolean dependencies,
    boolean rollups,
    boolean deletes,
    boolean archives) {

  /** Everything. */
  public static Capabilities all() {
    return new Capabilities(true, true, true, true, true, true, true, true, true, true);
  }
}
