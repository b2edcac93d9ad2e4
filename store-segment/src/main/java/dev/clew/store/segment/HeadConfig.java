// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import java.time.Duration;

/**
 * When a head is sealed, and how much all of them together may take.
 *
 * @param rowsMax a head with this many spans is sealed
 * @param bytesMax a head that takes this much memory is sealed
 * @param ageMax a head that began this long ago is sealed
 * @param totalBytesMax while all heads together take more memory than this, the store takes no more
 */
public record HeadConfig(int rowsMax, long bytesMax, Duration ageMax, long totalBytesMax) {

  public HeadConfig {
    if (rowsMax < 1 || bytesMax < 1 || totalBytesMax < 1) {
      throw new IllegalArgumentException(
          "head limits: "
              + rowsMax
              + " rows, "
              + bytesMax
              + " bytes, "
              + totalBytesMax
              + " bytes in all (expected: positive)");
    }
    if (ageMax.isNegative() || ageMax.isZero()) {
      throw new IllegalArgumentException("ageMax: " + ageMax + " (expected: positive)");
    }
  }

  /** 400,000 spans, 64 MiB or 30 minutes; 192 MiB in all, for a Java heap of 512 MiB. */
  public static HeadConfig defaults() {
    return new HeadConfig(400_000, 64L << 20, Duration.ofMinutes(30), 192L << 20);
  }
}
