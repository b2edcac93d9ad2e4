// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.client;

import java.net.URI;
import java.time.Duration;

/**
 * How a client reaches a server.
 *
 * @param server where the query APIs are, such as {@code http://127.0.0.1:16686}, with the base
 *     path if there is one
 * @param timeout for each request, from its begin to its last byte
 * @param attemptsMax how often a request is sent at most when the server is busy (HTTP 503) or the
 *     connection fails
 * @param retryDelay how long to wait before the second attempt; twice as long before each further
 */
public record ClewClientConfig(URI server, Duration timeout, int attemptsMax, Duration retryDelay) {

  /** Checks each of them. */
  public ClewClientConfig {
    if (server.getHost() == null || server.getScheme() == null) {
      throw new IllegalArgumentException(
          "server: " + server + " (expected: an address such as http://127.0.0.1:16686)");
    }
    if (attemptsMax < 1) {
      throw new IllegalArgumentException("attemptsMax: " + attemptsMax + " (expected: 1 or more)");
    }
    if (timeout.isNegative() || timeout.isZero() || retryDelay.isNegative()) {
      throw new IllegalArgumentException(
          "timeout: %s, retryDelay: %s (expected: not negative)".formatted(timeout, retryDelay));
    }
  }

  /** Thirty seconds, three attempts, a quarter of a second between the first two. */
  public static ClewClientConfig of(URI server) {
    return new ClewClientConfig(server, Duration.ofSeconds(30), 3, Duration.ofMillis(250));
  }
}
