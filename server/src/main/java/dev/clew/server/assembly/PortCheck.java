// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.server.config.Ports.Listener;
import dev.clew.server.config.Ports.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every port before anything starts, so that one message names all those that are taken,
 * instead of one per attempt to start.
 */
final class PortCheck {

  private PortCheck() {}

  /**
   * Opens and closes every port.
   *
   * @throws PortsUnavailableException when at least one cannot be opened
   */
  static void requireAvailable(InetAddress host, List<Listener> listeners)
      throws PortsUnavailableException {
    List<String> problems = new ArrayList<>();
    for (Listener listener : listeners) {
      try {
        open(new InetSocketAddress(host, listener.port()), listener.transport());
      } catch (IOException e) {
        problems.add(
            "%s: %s for %s (%s)"
                .formatted(listener.key(), listener.port(), listener.name(), e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new PortsUnavailableException(host, problems);
    }
  }

  private static void open(InetSocketAddress address, Transport transport) throws IOException {
    switch (transport) {
      case TCP -> {
        try (ServerSocket socket = new ServerSocket()) {
          socket.bind(address);
        }
      }
      case UDP -> {
        try (DatagramSocket socket = new DatagramSocket(null)) {
          socket.bind(address);
        }
      }
    }
  }
}
