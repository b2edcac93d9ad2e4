// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One side of a call in Zipkin's model.
 *
 * @param serviceName in lower case, or null
 * @param ipv4 canonical, or null
 * @param ipv6 canonical, or null
 * @param port or 0
 */
record ZipkinEndpoint(
    @Nullable String serviceName, @Nullable String ipv4, @Nullable String ipv6, int port) {

  static final ZipkinEndpoint NONE = new ZipkinEndpoint(null, null, null, 0);

  private static final int PORT_MAX = 0xFFFF;

  boolean isNone() {
    return equals(NONE);
  }

  /** With a name in lower case; an empty one is none. */
  ZipkinEndpoint withServiceName(@Nullable String name) {
    String lower = name == null || name.isEmpty() ? null : name.toLowerCase(Locale.ROOT);
    return new ZipkinEndpoint(lower, ipv4, ipv6, port);
  }

  /** With an address of either kind; what is none changes nothing. */
  ZipkinEndpoint withAddress(@Nullable String canonical) {
    if (canonical == null) {
      return this;
    }
    return IpText.isIpv6(canonical)
        ? new ZipkinEndpoint(serviceName, ipv4, canonical, port)
        : new ZipkinEndpoint(serviceName, canonical, ipv6, port);
  }

  /**
   * With a port; a negative one is none.
   *
   * @throws IllegalArgumentException if there can be no such port
   */
  ZipkinEndpoint withPort(long port) {
    if (port > PORT_MAX) {
      throw new IllegalArgumentException("invalid port " + port);
    }
    return new ZipkinEndpoint(serviceName, ipv4, ipv6, (int) Math.max(0, port));
  }
}
