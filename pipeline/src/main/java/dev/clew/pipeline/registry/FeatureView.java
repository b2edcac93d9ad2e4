// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a registry says of a feature view.
 *
 * @param version its version; empty if it has none
 * @param ttlSeconds how old features may be when they are read
 * @param materializedUntil the times up to which features were written, epoch nanoseconds
 */
public record FeatureView(String version, OptionalDouble ttlSeconds, List<Long> materializedUntil) {

  public FeatureView {
    materializedUntil = List.copyOf(materializedUntil);
  }

  /** Up to when features had been written at a time, epoch nanoseconds. */
  public OptionalLong materializedAt(long epochNanos) {
    boolean isKnown = false;
    long latest = Long.MIN_VALUE;
    for (long end : materializedUntil) { // asked for each span, so no stream
      if (end <= epochNanos) {
        isKnown = true;
        latest = Math.max(latest, end);
      }
    }
    return isKnown ? OptionalLong.of(latest) : OptionalLong.empty();
  }
}
