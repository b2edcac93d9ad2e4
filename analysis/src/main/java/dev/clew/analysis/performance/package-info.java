// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How fast, how many and how often it worked.
 *
 * <p>Start with {@link dev.clew.analysis.performance.PerformanceAnalysis}. Invariant: figures are
 * about whole requests; utilisation is what spans say about the resources they used.
 */
@NullMarked
package dev.clew.analysis.performance;

import org.jspecify.annotations.NullMarked;
