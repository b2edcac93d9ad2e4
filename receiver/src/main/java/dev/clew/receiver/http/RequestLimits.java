// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import dev.clew.codec.DecodeLimits;

/**
 * How much one request may hold.
 *
 * @param messageBytesMax largest request, as received and unpacked
 * @param decode what may be in it
 */
public record RequestLimits(long messageBytesMax, DecodeLimits decode) {

  /** What an array can hold, and room for a frame around it. */
  private static final long MESSAGE_BYTES_CEILING = 1L << 30;

  /** Checks the size. */
  public RequestLimits {
    if (messageBytesMax < 1 || messageBytesMax > MESSAGE_BYTES_CEILING) {
      throw new IllegalArgumentException(
          "messageBytesMax: "
              + messageBytesMax
              + " (expected: 1 to "
              + MESSAGE_BYTES_CEILING
              + ")");
    }
  }

  /** 64 MiB, far above what senders do. */
  public static RequestLimits defaults() {
    return new RequestLimits(64L << 20, DecodeLimits.defaults());
  }
}
