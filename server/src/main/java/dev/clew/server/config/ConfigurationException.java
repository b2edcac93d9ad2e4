// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.util.List;

/**
 * The configuration cannot be used. Carries every problem found, one line each, for the person who
 * has to mend it.
 */
public final class ConfigurationException extends RuntimeException {

  private final List<String> problems;

  ConfigurationException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
