// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec;

import java.util.Map;

/**
 * What became of a well-formed request: how many spans went into the builder and which were left
 * out. This is what OTLP's {@code partial_success} answers.
 *
 * @param acceptedCount spans now in the builder
 * @param rejectedCount spans left out
 * @param rejectedByReason the same by reason; a reason without spans is missing
 * @param firstMessage what was wrong with the first span left out, or empty
 */
public record DecodeReport(
    int acceptedCount,
    int rejectedCount,
    Map<SpanRejection, Integer> rejectedByReason,
    String firstMessage) {

  /** Copies the map. */
  public DecodeReport {
    rejectedByReason = Map.copyOf(rejectedByReason);
  }
}
