// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

/** One rule. It sees every span of every request once, parents before children. */
sealed interface RuleCheck
    permits BatchLimits,
        ColdStarts,
        FeatureCaches,
        FeatureExtraction,
        ModelBatching,
        ModelLoads,
        Payloads,
        RepeatedFetches,
        RetryStorms,
        Scaling,
        SequentialCalls {

  /** Takes in the span that {@code spans} stands at. */
  void add(SpanFacts spans);

  /** All spans of the request were given. */
  default void endRequest(SpanFacts spans) {}

  /** Says what follows. */
  void conclude(Conclusions to);
}
