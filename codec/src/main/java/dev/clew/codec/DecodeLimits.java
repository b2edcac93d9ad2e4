// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import dev.clew.model.NestedValues;

/**
 * How much one request may hold. The defaults are far above what instrumentation sends; they exist
 * so that a hostile request of n bytes cannot occupy many times n bytes once decoded. What is over
 * a limit is left out span by span and counted, see {@link SpanRejection}.
 *
 * @param spansPerRequestMax spans of one request
 * @param attributesPerOwnerMax attributes of one resource, instrumentation scope, span, event or
 *     link; a resource or scope beyond it loses all its spans
 * @param eventsPerSpanMax events of one span
 * @param linksPerSpanMax links of one span
 * @param itemsPerRequestMax attributes, events and links of one request together; never more than
 *     one per eight bytes of the request (and 1024), which no honest request needs
 * @param nestingDepthMax how deep arrays and kvlists nest, the outermost counted; at most {@link
 *     NestedValues#DEPTH_MAX}
 */
public record DecodeLimits(
    int spansPerRequestMax,
    int attributesPerOwnerMax,
    int eventsPerSpanMax,
    int linksPerSpanMax,
    int itemsPerRequestMax,
    int nestingDepthMax) {

  /** Checks each limit. */
  public DecodeLimits {
    atLeastOne(spansPerRequestMax, "spansPerRequestMax");
    atLeastOne(attributesPerOwnerMax, "attributesPerOwnerMax");
    atLeastOne(eventsPerSpanMax, "eventsPerSpanMax");
    atLeastOne(linksPerSpanMax, "linksPerSpanMax");
    atLeastOne(itemsPerRequestMax, "itemsPerRequestMax");
    atLeastOne(nestingDepthMax, "nestingDepthMax");
    if (nestingDepthMax > NestedValues.DEPTH_MAX) {
      throw new IllegalArgumentException(
          "nestingDepthMax: "
              + nestingDepthMax
              + " (expected: 1 to "
              + NestedValues.DEPTH_MAX
              + ")");
    }
  }

  /** Limits that no honest sender reaches within a 64 MiB request. */
  public static DecodeLimits defaults() {
    return new DecodeLimits(
        2_000_000, 65_536, 1_000_000, 1_000_000, 16_000_000, NestedValues.DEPTH_MAX);
  }

  private static void atLeastOne(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
