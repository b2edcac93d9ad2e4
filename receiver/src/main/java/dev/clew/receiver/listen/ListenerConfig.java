// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.listen;

import java.time.Duration;

/**
 * What ports of one kind have in common.
 *
 * @param host name or address to listen on
 * @param requestTimeout from a request's headers to its answer
 * @param idleTimeout after which a connection without requests is closed
 * @param connectionsMax connections to one port; more are closed at once
 * @param shutdownTimeout how long requests in flight may take once the port is to be closed
 */
public record ListenerConfig(
    String host,
    Duration requestTimeout,
    Duration idleTimeout,
    int connectionsMax,
    Duration shutdownTimeout) {

  /** Checks each value. */
  public ListenerConfig {
    check(!host.isBlank(), "host", "empty", "a name or an address");
    check(requestTimeout.isPositive(), "requestTimeout", requestTimeout, "more than zero");
    check(idleTimeout.isPositive(), "idleTimeout", idleTimeout, "more than zero");
    check(connectionsMax > 0, "connectionsMax", connectionsMax, "1 or more");
    check(!shutdownTimeout.isNegative(), "shutdownTimeout", shutdownTimeout, "zero or more");
  }

  /** This machine only, and limits far above what senders do. */
  public static ListenerConfig defaults() {
    return new ListenerConfig(
        "127.0.0.1", Duration.ofSeconds(30), Duration.ofMinutes(1), 10_000, Duration.ofSeconds(10));
  }

  private static void check(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
