// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import java.time.Duration;

/** How much one query may cost before it ends with a partial answer. */
public record QueryLimits(long rowsMax, long bytesMax, Duration timeout) {

  public QueryLimits {
    if (rowsMax < 1 || bytesMax < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "query limits: "
              + rowsMax
              + " rows, "
              + bytesMax
              + " bytes, "
              + timeout
              + " (expected: positive)");
    }
  }

  /** A billion rows, 64 GiB, 30 seconds. */
  public static QueryLimits defaults() {
    return new QueryLimits(1_000_000_000L, 64L << 30, Duration.ofSeconds(30));
  }
}
