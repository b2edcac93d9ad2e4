// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * By how much one time has grown.
 *
 * @param deltaNanos by how much its median has grown at least, with 95 % confidence; 0 if it may
 *     not have
 * @param share that growth as a share of how long such traces now take, times how sure the number
 *     of observations allows one to be; from 0 to 1
 * @param deviations by how many standard errors the median moved, against what times did in general
 * @param slowest the trace in which it took longest
 */
record LatencyShift(
    LatencyKey key,
    double deltaNanos,
    double share,
    double deviations,
    double medianNanos,
    double baselineMedianNanos,
    int count,
    int baselineCount,
    @Nullable TraceId slowest) {}
