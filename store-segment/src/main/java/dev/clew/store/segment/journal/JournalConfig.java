// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import java.time.Duration;

/**
 * How the journal is kept.
 *
 * @param durability when the disk is forced
 * @param forceInterval how often, for {@link Durability#INTERVAL}
 * @param fileBytesMax a file that has reached this size is followed by another
 * @param reservedBytes the journal takes no more when the disk has less room than this, so that
 *     there is room for what frees some
 */
public record JournalConfig(
    Durability durability, Duration forceInterval, long fileBytesMax, long reservedBytes) {

  public JournalConfig {
    if (forceInterval.isNegative() || forceInterval.isZero()) {
      throw new IllegalArgumentException(
          "forceInterval: " + forceInterval + " (expected: positive)");
    }
    if (fileBytesMax < 1 || reservedBytes < 0) {
      throw new IllegalArgumentException(
          "fileBytesMax: "
              + fileBytesMax
              + ", reservedBytes: "
              + reservedBytes
              + " (expected: positive, not negative)");
    }
  }

  /** Force before acknowledging, files of 64 MiB, 256 MiB kept free. */
  public static JournalConfig defaults() {
    return new JournalConfig(Durability.FSYNC, Duration.ofSeconds(1), 64L << 20, 256L << 20);
  }
}
