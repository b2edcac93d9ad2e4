// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a result stands on, and what it leaves out.
 *
 * @param tracesUsed traces that were read
 * @param tracesMatching traces that match, if they were counted to the end
 * @param spans spans of the traces that were read
 * @param requests requests found in them, sampled ones once
 * @param weight how many requests they stand for
 * @param startNanos the earliest start of a request, epoch nanoseconds; 0 if there is none
 * @param endNanos the latest start of a request, epoch nanoseconds; 0 if there is none
 * @param incomplete why not every matching trace was used, in words; empty if all were
 * @param partial whether that is because a limit of the query was reached, or data is damaged:
 *     asked again, the answer may be another
 */
public record Coverage(
    long tracesUsed,
    OptionalLong tracesMatching,
    long spans,
    long requests,
    double weight,
    long startNanos,
    long endNanos,
    Optional<String> incomplete,
    boolean partial) {}
