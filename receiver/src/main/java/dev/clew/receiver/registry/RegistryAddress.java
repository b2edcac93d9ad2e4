// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a registry is, and how to ask it.
 *
 * @param base the address that its API stands below
 * @param authorization the value of the header of that name; empty for none
 * @param timeout how long a whole question may take
 */
public record RegistryAddress(URI base, String authorization, Duration timeout) {

  public RegistryAddress {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException(
          base + " (expected: an address such as http://127.0.0.1:5000)");
    }
    if (base.getUserInfo() != null) {
      throw new IllegalArgumentException(
          base.getHost()
              + " (expected: an address without user and password, which go into a header)");
    }
  }

  /** The registry without its credentials. */
  @Override
  public String toString() {
    return base.toString();
  }
}
