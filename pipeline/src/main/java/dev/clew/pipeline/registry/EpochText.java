// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import java.time.Instant;

/** Times as RFC 3339 has them. */
final class EpochText {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private EpochText() {}

  static String of(long epochNanos) {
    return Instant.ofEpochSecond(0, 0)
        .plusSeconds(Math.floorDiv(epochNanos, NANOS_PER_SECOND))
        .plusNanos(Math.floorMod(epochNanos, NANOS_PER_SECOND))
        .toString();
  }
}
