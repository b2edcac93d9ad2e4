// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.query.zipkin.ZipkinApiConfig;
import java.util.regex.Pattern;

/**
 * The Zipkin port.
 *
 * @param uiEnabled whether Zipkin Lens is served
 * @param basePath where it is; its API is below
 */
public record ZipkinConfig(ZipkinApiConfig api, boolean uiEnabled, String basePath) {

  private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  /** Checks the path. */
  public ZipkinConfig {
    if (!BASE_PATH.matcher(basePath).matches()) {
      throw new IllegalArgumentException(
          "basePath: \"" + basePath + "\" (expected: a path such as /zipkin)");
    }
  }
}
