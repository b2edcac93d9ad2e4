// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.server.config.Ports.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {

  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  @Test
  void requireAvailable_freePorts_passes() throws IOException {
    PortCheck.requireAvailable(
        HOST, List.of(new Listener("queries", "query.port", 0), new Listener("a", "b", 0)));
  }

  @Test
  void requireAvailable_portsInUse_namesAllOfThem() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, HOST);
        ServerSocket second = new ServerSocket(0, 1, HOST)) {
      List<Listener> listeners =
          List.of(
              new Listener("OTLP gRPC", "otlp.grpc.port", first.getLocalPort()),
              new Listener("OTLP HTTP", "otlp.http.port", 0),
              new Listener("queries", "query.port", second.getLocalPort()));

      PortsUnavailableException failure =
          catchThrowableOfType(
              PortsUnavailableException.class, () -> PortCheck.requireAvailable(HOST, listeners));

      assertThat(failure.problems())
          .containsExactly(
              "otlp.grpc.port: %s for OTLP gRPC (Address already in use)"
                  .formatted(first.getLocalPort()),
              "query.port: %s for queries (Address already in use)"
                  .formatted(second.getLocalPort()));
    }
  }
}
