// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import dev.clew.codec.otlp.OtlpLimits;
import java.time.Duration;
import java.util.List;

/**
 * Where OTLP is received, and how much of it at once.
 *
 * @param host name or address to listen on
 * @param grpcPort port for OTLP over gRPC; 0 takes a free one
 * @param httpPort port for OTLP over HTTP; 0 takes a free one
 * @param messageBytesMax largest request, as received and unpacked
 * @param requestTimeout from a request's headers to its answer
 * @param idleTimeout after which a connection without requests is closed
 * @param connectionsMax connections to one port; more are closed at once
 * @param shutdownTimeout how long requests in flight may take once the receiver stops
 * @param corsOrigins origins whose browsers may send, {@code *} for any; none switches it off
 * @param limits what one request may hold
 */
public record OtlpReceiverConfig(
    String host,
    int grpcPort,
    int httpPort,
    long messageBytesMax,
    Duration requestTimeout,
    Duration idleTimeout,
    int connectionsMax,
    Duration shutdownTimeout,
    List<String> corsOrigins,
    OtlpLimits limits) {

  private static final int PORT_MAX = 65_535;

  /** What an array can hold, and room for a frame around it. */
  private static final long MESSAGE_BYTES_CEILING = 1L << 30;

  /** Checks each value, copies the list. */
  public OtlpReceiverConfig {
    check(!host.isBlank(), "host", "empty", "a name or an address");
    check(isPort(grpcPort), "grpcPort", grpcPort, "0 to " + PORT_MAX);
    check(isPort(httpPort), "httpPort", httpPort, "0 to " + PORT_MAX);
    check(
        messageBytesMax > 0 && messageBytesMax <= MESSAGE_BYTES_CEILING,
        "messageBytesMax",
        messageBytesMax,
        "1 to " + MESSAGE_BYTES_CEILING);
    check(requestTimeout.isPositive(), "requestTimeout", requestTimeout, "more than zero");
    check(idleTimeout.isPositive(), "idleTimeout", idleTimeout, "more than zero");
    check(connectionsMax > 0, "connectionsMax", connectionsMax, "1 or more");
    check(!shutdownTimeout.isNegative(), "shutdownTimeout", shutdownTimeout, "zero or more");
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** OTLP's own ports on this machine only, and limits far above what exporters do. */
  public static OtlpReceiverConfig defaults() {
    return new OtlpReceiverConfig(
        "127.0.0.1",
        4317,
        4318,
        64L << 20,
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        10_000,
        Duration.ofSeconds(10),
        List.of(),
        OtlpLimits.defaults());
  }

  private static boolean isPort(int port) {
    return port >= 0 && port <= PORT_MAX;
  }

  private static void check(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
