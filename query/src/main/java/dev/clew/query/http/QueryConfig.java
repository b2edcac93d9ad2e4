// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.http;

import dev.clew.store.query.QueryLimits;
import java.time.Duration;

/**
 * Limits of the query APIs.
 *
 * @param limits what one query may cost in the store; more gives a partial answer
 * @param responseTimeout how long an answer may take to reach its client, all in all
 * @param concurrentMax queries that run at the same time
 * @param waitingMax queries that wait for their turn; one more is refused
 * @param tracesDefault traces of a search that does not say how many it wants
 * @param tracesMax traces of one search at most
 */
public record QueryConfig(
    QueryLimits limits,
    Duration responseTimeout,
    int concurrentMax,
    int waitingMax,
    int tracesDefault,
    int tracesMax) {

  /** Checks each of them. */
  public QueryConfig {
    if (responseTimeout.compareTo(limits.timeout()) < 0) {
      throw new IllegalArgumentException(
          "responseTimeout: %s (expected: not less than the query timeout, %s)"
              .formatted(responseTimeout, limits.timeout()));
    }
    requireAtLeast(1, concurrentMax, "concurrentMax");
    requireAtLeast(0, waitingMax, "waitingMax");
    requireAtLeast(1, tracesDefault, "tracesDefault");
    requireAtLeast(tracesDefault, tracesMax, "tracesMax");
  }

  /** The store's default limits, five minutes, 16 at once, 256 waiting, 100 and 10,000 traces. */
  public static QueryConfig defaults() {
    return new QueryConfig(QueryLimits.defaults(), Duration.ofMinutes(5), 16, 256, 100, 10_000);
  }

  private static void requireAtLeast(int min, int value, String name) {
    if (value < min) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " or more)");
    }
  }
}
