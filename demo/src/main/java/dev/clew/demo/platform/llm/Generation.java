// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

/**
 * What a language model was given and what it produced.
 *
 * @param inputTokens all tokens of the prompt
 * @param cachedTokens how many of them the model had seen before
 * @param outputTokens tokens produced
 * @param firstTokenNanos time from the request to the first token
 * @param finishReason why it stopped: {@code stop}, {@code length} or {@code tool_calls}
 */
record Generation(
    int inputTokens,
    int cachedTokens,
    int outputTokens,
    long firstTokenNanos,
    String finishReason) {

  double firstTokenSeconds() {
    return firstTokenNanos / 1e9;
  }

  Generation finishedBecause(String newFinishReason) {
    return new Generation(
        inputTokens, cachedTokens, outputTokens, firstTokenNanos, newFinishReason);
  }
}
