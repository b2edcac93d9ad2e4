// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Where requests spend their time, and where it pays to look first.
 *
 * <p>Start with {@link dev.clew.analysis.bottleneck.BottleneckAnalysis}. Invariant: operations that
 * were seen too seldom are counted, never ranked.
 */
@NullMarked
package dev.clew.analysis.bottleneck;

import org.jspecify.annotations.NullMarked;
