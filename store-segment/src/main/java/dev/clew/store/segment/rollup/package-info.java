// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Rollups: what is counted of all spans per minute, in memory while they are in a head, then in
 * files of their own that outlive the spans.
 *
 * <p>Start with {@link dev.clew.store.segment.rollup.PartRollup} (how spans and calls are counted),
 * {@link dev.clew.store.segment.rollup.RollupFile} (how figures are kept) and {@link
 * dev.clew.store.segment.rollup.RollupEvaluation} (how a question is answered).
 *
 * <p>Figures are kept in cells: one per key (a value for each dimension) and time. Cells of the
 * same key and time in different places add up, so that merging is adding. Counts may be negative:
 * a span that arrives late can take back a call that was counted without it, see {@link
 * dev.clew.store.segment.rollup.PartRollup}.
 *
 * <p>Invariants: depends on {@code part}, {@code encoding}, {@code file} (frames) and {@code disk};
 * no thread, no clock.
 */
@NullMarked
package dev.clew.store.segment.rollup;

import org.jspecify.annotations.NullMarked;
