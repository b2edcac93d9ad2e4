// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

import java.time.Duration;

/**
 * How much may be on its way between the network and the disk.
 *
 * @param queueBytesMax payload bytes of all requests together, from their first byte until they are
 *     durable; a request that comes alone may exceed it
 * @param retryAfter what a sender is told to wait when there is no room
 */
public record IngestConfig(long queueBytesMax, Duration retryAfter) {

  /** Checks both. */
  public IngestConfig {
    if (queueBytesMax < 1) {
      throw new IllegalArgumentException(
          "queueBytesMax: " + queueBytesMax + " (expected: 1 or more)");
    }
    if (retryAfter.isNegative() || retryAfter.isZero()) {
      throw new IllegalArgumentException(
          "retryAfter: " + retryAfter + " (expected: more than zero)");
    }
  }

  /** 32 MiB, and a second to wait. */
  public static IngestConfig defaults() {
    return new IngestConfig(32L << 20, Duration.ofSeconds(1));
  }
}
