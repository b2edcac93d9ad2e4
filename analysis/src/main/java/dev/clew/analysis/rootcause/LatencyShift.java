// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * By how much one time has grown.
 *
 * @param deltaNanos by how much it has grown at least, with 95 % confidence; 0 if it may not have,
 *     or if among so many times one moves as far by chance
 * @param share that growth as a share of how long such traces now take, times how sure the number
 *     of observations allows one to be; from 0 to 1
 * @param pValue how likely chance alone moves it as far, in either direction, from what times did
 *     in general; not corrected for the number of times
 * @param quantile which quantile shows it: the median, or a high one if only some have grown
 * @param nanos that quantile now
 * @param baselineNanos and in the baseline
 * @param slowest the trace in which it took longest
 */
record LatencyShift(
    LatencyKey key,
    double deltaNanos,
    double share,
    double pValue,
    double quantile,
    double nanos,
    double baselineNanos,
    int count,
    int baselineCount,
    @Nullable TraceId slowest) {

  static final double MEDIAN = 0.5;
}
