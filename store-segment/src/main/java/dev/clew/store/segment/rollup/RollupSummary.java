// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

/**
 * What is known of a rollup file when it has been written.
 *
 * @param startNanosMin the earliest time of a cell, epoch nanoseconds
 * @param startNanosMax the latest time of a cell, epoch nanoseconds
 */
public record RollupSummary(
    long resolutionNanos, long cellCount, long bytes, long startNanosMin, long startNanosMax) {}
