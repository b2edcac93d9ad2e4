// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

/** What a span does, as far as rules tell operations apart. */
enum Step {
  LOAD_MODEL("load_model"),
  FEATURE_LOOKUP("feature_lookup"),
  PREPROCESS("preprocess"),
  QUEUE("queue"),
  /** Anything else, or not known. */
  OTHER("");

  private final String word;

  Step(String word) {
    this.word = word;
  }

  /** The value of {@code ml.operation}; empty for {@link #OTHER}. */
  String word() {
    return word;
  }
}
