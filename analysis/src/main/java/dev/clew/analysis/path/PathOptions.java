// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

/**
 * How a critical path is found.
 *
 * @param overlapTolerance siblings that overlap by no more than this fraction of their parent still
 *     count as one after the other, if nothing else begins or ends within the overlap
 * @param adjustSkew whether children measured by another host's clock are moved into their parent
 */
public record PathOptions(double overlapTolerance, boolean adjustSkew) {

  /** What clocks and exporters get wrong by a hair does not make two calls parallel. */
  public static final PathOptions DEFAULT = new PathOptions(0.01, true);

  public PathOptions {
    if (!(overlapTolerance >= 0 && overlapTolerance < 1)) {
      throw new IllegalArgumentException(
          "overlap tolerance: " + overlapTolerance + " (expected: from 0 up to 1)");
    }
  }
}
