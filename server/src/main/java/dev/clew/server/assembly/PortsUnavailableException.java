// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Some of the ports that the server should listen on cannot be opened. */
public final class PortsUnavailableException extends IOException {

  private final String host;
  private final List<String> problems;

  PortsUnavailableException(InetAddress host, List<String> problems) {
    super("cannot listen on " + host.getHostAddress() + ": " + String.join("; ", problems));
    this.host = host.getHostAddress();
    this.problems = List.copyOf(problems);
  }

  /** The address that was tried. */
  public String host() {
    return host;
  }

  /** One line for each port, with its setting, what it is for, and why it cannot be opened. */
  public List<String> problems() {
    return problems;
  }
}
