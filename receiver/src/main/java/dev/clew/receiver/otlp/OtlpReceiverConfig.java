// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import java.util.List;

/**
 * Where OTLP is received, and how much of it at once.
 *
 * @param grpcPort port for OTLP over gRPC; 0 takes a free one
 * @param httpPort port for OTLP over HTTP; 0 takes a free one
 * @param listener what both ports have in common
 * @param limits what one request may hold
 * @param corsOrigins origins whose browsers may send, {@code *} for any; none switches it off
 */
public record OtlpReceiverConfig(
    int grpcPort,
    int httpPort,
    ListenerConfig listener,
    RequestLimits limits,
    List<String> corsOrigins) {

  private static final int PORT_MAX = 65_535;

  /** Checks each value, copies the list. */
  public OtlpReceiverConfig {
    check(isPort(grpcPort), "grpcPort", grpcPort, "0 to " + PORT_MAX);
    check(isPort(httpPort), "httpPort", httpPort, "0 to " + PORT_MAX);
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** OTLP's own ports on this machine only, and limits far above what exporters do. */
  public static OtlpReceiverConfig defaults() {
    return new OtlpReceiverConfig(
        4317, 4318, ListenerConfig.defaults(), RequestLimits.defaults(), List.of());
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
