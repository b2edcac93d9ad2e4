// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import java.time.Duration;
import java.util.List;

/**
 * How the Zipkin API answers.
 *
 * @param strictTraceId whether trace ids are compared whole; if not, by their last 16 digits, for
 *     systems on their way from 64-bit ids to 128-bit ones
 * @param searchEnabled whether there is more than traces by id, and dependencies
 * @param autocompleteKeys tags whose values the UI offers; {@code *} offers every key in use
 * @param lookback how far back a question goes that does not say so
 * @param dependencyTracesMax traces that are linked at most to answer for dependencies
 * @param corsOrigins origins whose pages may ask, {@code *} for any; none switches it off
 */
public record ZipkinApiConfig(
    boolean strictTraceId,
    boolean searchEnabled,
    List<String> autocompleteKeys,
    Duration lookback,
    int dependencyTracesMax,
    List<String> corsOrigins) {

  /** Checks the numbers, copies the lists. */
  public ZipkinApiConfig {
    if (!lookback.isPositive()) {
      throw new IllegalArgumentException("lookback: " + lookback + " (expected: positive)");
    }
    if (dependencyTracesMax < 1) {
      throw new IllegalArgumentException(
          "dependencyTracesMax: " + dependencyTracesMax + " (expected: 1 or more)");
    }
    autocompleteKeys = List.copyOf(autocompleteKeys);
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** As Zipkin's own server has it: strict ids, search, one day, no keys, any origin. */
  public static ZipkinApiConfig defaults() {
    return new ZipkinApiConfig(true, true, List.of(), Duration.ofDays(1), 100_000, List.of("*"));
  }
}
