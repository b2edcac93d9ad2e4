// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How much a service carries, how much more it could, and when that will be needed.
 *
 * <p>Start with {@link dev.clew.analysis.capacity.CapacityAnalysis}. Invariant: what traffic has
 * not shown is said to be unknown; a limit that was not reached is not guessed.
 */
@NullMarked
package dev.clew.analysis.capacity;

import org.jspecify.annotations.NullMarked;
