// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a build of Jaeger's own web UI is served.
 *
 * @param directory the build: {@code index.html} and what it loads
 * @param configFile its configuration, JSON or, by its name's ending, JavaScript
 * @param basePath where Clew is for browsers, as in {@link UiConfig}
 * @param frameAncestors origins whose pages may show it in a frame, as in {@link UiConfig}
 */
public record JaegerUiConfig(
    Path directory, Optional<Path> configFile, String basePath, List<String> frameAncestors) {

  /** Where it is below the base path. */
  private static final String NAME = "/jaeger";

  /** Copies the origins. */
  public JaegerUiConfig {
    frameAncestors = List.copyOf(frameAncestors);
  }

  /** Where it is: its pages, and the APIs that they call. */
  public String path() {
    return basePath + NAME;
  }
}
