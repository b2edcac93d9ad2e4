// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.segment.rollup.RollupSummary;

/**
 * A live rollup file, as the manifest names it.
 *
 * @param number names its file; never used again, for segments neither
 * @param level how often its figures have been merged at this resolution
 * @param segment number of the segment whose spans it counts; zero if there were others, too
 */
public record RollupEntry(long number, int level, long segment, RollupSummary summary) {

  long resolutionNanos() {
    return summary.resolutionNanos();
  }

  long startNanosMax() {
    return summary.startNanosMax();
  }
}
