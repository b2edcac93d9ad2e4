// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.jaeger;

import dev.clew.receiver.http.RequestLimits;
import dev.clew.receiver.listen.ListenerConfig;
import dev.clew.receiver.udp.UdpConfig;
import java.util.OptionalInt;

/**
 * Where Jaeger's protocols are received, and how much of them at once. A port that is none is not
 * opened; 0 takes a free one.
 *
 * @param grpcPort {@code api_v2} over gRPC
 * @param httpPort Thrift over HTTP
 * @param compactPort the agent's compact Thrift over UDP
 * @param binaryPort the agent's binary Thrift over UDP
 * @param zipkinPort Zipkin's spans in compact Thrift over UDP, as the agent's oldest clients send
 *     them
 * @param udp what the UDP ports have in common
 * @param listener what all ports have in common
 * @param limits what one request may hold
 */
public record JaegerReceiverConfig(
    OptionalInt grpcPort,
    OptionalInt httpPort,
    OptionalInt compactPort,
    OptionalInt binaryPort,
    OptionalInt zipkinPort,
    UdpConfig udp,
    ListenerConfig listener,
    RequestLimits limits) {

  private static final int PORT_MAX = 65_535;

  /** Checks the ports. */
  public JaegerReceiverConfig {
    check(grpcPort, "grpcPort");
    check(httpPort, "httpPort");
    check(compactPort, "compactPort");
    check(binaryPort, "binaryPort");
    check(zipkinPort, "zipkinPort");
  }

  /** Jaeger's own ports on this machine only, and the agent's limits. */
  public static JaegerReceiverConfig defaults() {
    return new JaegerReceiverConfig(
        OptionalInt.of(14_250),
        OptionalInt.of(14_268),
        OptionalInt.of(6_831),
        OptionalInt.of(6_832),
        OptionalInt.of(5_775),
        UdpConfig.defaults(),
        ListenerConfig.defaults(),
        RequestLimits.defaults());
  }

  private static void check(OptionalInt port, String name) {
    port.ifPresent(number -> {
      if (number < 0 || number > PORT_MAX) {
        throw new IllegalArgumentException(
            name + ": " + number + " (expected: none, or 0 to " + PORT_MAX + ")");
      }
    });
  }
}
