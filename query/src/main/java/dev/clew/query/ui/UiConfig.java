// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.ui;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How the web UI is served.
 *
 * @param basePath where it is for browsers, for servers behind a proxy: empty, or {@code /} and
 *     names; never ends with a slash
 * @param frameAncestors origins whose pages may show it in a frame, as in a content security
 *     policy; none by default
 */
public record UiConfig(String basePath, List<String> frameAncestors) {

  private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
  private static final Pattern ORIGIN = Pattern.compile("'self'|https?://[A-Za-z0-9.*:\\[\\]-]+");

  /** Checks both. */
  public UiConfig {
    if (!BASE_PATH.matcher(basePath).matches()) {
      throw new IllegalArgumentException(
          "basePath: \"" + basePath + "\" (expected: empty, or a path such as /clew)");
    }
    frameAncestors = List.copyOf(frameAncestors);
    for (String origin : frameAncestors) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "frameAncestors: \"" + origin + "\" (expected: 'self' or https://host)");
      }
    }
  }

  /** At the root, in no frame. */
  public static UiConfig defaults() {
    return new UiConfig("", List.of());
  }
}
