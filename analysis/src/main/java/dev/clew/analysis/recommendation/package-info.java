// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What could be done about it: rules that look for habits with a known remedy, and estimate what
 * the remedy would gain.
 *
 * <p>Start with {@link dev.clew.analysis.recommendation.RecommendationAnalysis}; {@link
 * dev.clew.analysis.recommendation.RuleCheck} is one rule. Invariants: every recommendation names
 * the numbers and traces it stands on and says how its gain was estimated; latency is only gained
 * where requests waited for it; what was seen too rarely is not judged.
 */
@NullMarked
package dev.clew.analysis.recommendation;

import org.jspecify.annotations.NullMarked;
