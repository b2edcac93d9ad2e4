// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.receiver.jaeger.JaegerReceiver;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The ports in use for Jaeger's protocols; one that is off is none.
 *
 * @param compact UDP, compact Thrift
 * @param binary UDP, binary Thrift
 * @param zipkin UDP, Zipkin's spans
 */
public record JaegerPorts(
    OptionalInt grpc,
    OptionalInt http,
    OptionalInt compact,
    OptionalInt binary,
    OptionalInt zipkin) {

  static JaegerPorts of(JaegerReceiver receiver) {
    return new JaegerPorts(
        receiver.grpcPort(),
        receiver.httpPort(),
        receiver.compactPort(),
        receiver.binaryPort(),
        receiver.zipkinPort());
  }

  /** For people: {@code gRPC 14250, HTTP 14268, UDP 6831, UDP 6832, UDP 5775}. */
  public String toText() {
    List<String> texts =
        Stream.of(
                text("gRPC", grpc),
                text("HTTP", http),
                text("UDP", compact),
                text("UDP", binary),
                text("UDP", zipkin))
            .filter(text -> !text.isEmpty())
            .toList();
    return texts.isEmpty() ? "off" : String.join(", ", texts);
  }

  private static String text(String name, OptionalInt port) {
    return port.isEmpty() ? "" : name + " " + port.getAsInt();
  }
}
