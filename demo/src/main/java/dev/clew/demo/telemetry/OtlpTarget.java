// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where spans go.
 *
 * @param grpc base of an OTLP gRPC endpoint, such as {@code http://127.0.0.1:4317}
 * @param http base of an OTLP HTTP endpoint, to which {@code /v1/traces} is appended; without it
 *     everything goes by gRPC
 */
public record OtlpTarget(URI grpc, Optional<URI> http) {

  /**
   * Checks the addresses.
   *
   * @throws IllegalArgumentException naming the one that is no address of a server
   */
  public OtlpTarget {
    check(grpc);
    http.ifPresent(OtlpTarget::check);
  }

  private static void check(URI address) {
    boolean web =
        Objects.equals(address.getScheme(), "http") || Objects.equals(address.getScheme(), "https");
    if (!web || address.getHost() == null) {
      throw new IllegalArgumentException(
          "otlp endpoint: " + address + " (expected: such as http://127.0.0.1:4317)");
    }
  }
}
