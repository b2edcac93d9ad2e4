// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How much the traces themselves can be trusted, and what it costs to have them.
 *
 * <p>Start with {@link dev.clew.analysis.quality.QualityAnalysis}. Invariant: it looks at whole
 * traces, not at requests.
 */
@NullMarked
package dev.clew.analysis.quality;

import org.jspecify.annotations.NullMarked;
