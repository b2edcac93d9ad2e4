// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import java.util.random.RandomGenerator;

/**
 * A request to a language model, and (this being a simulation) how long the answer will be.
 *
 * @param inputTokens all tokens of the prompt
 * @param cachedTokens how many of them are a prefix that the model has seen before
 * @param answerTokens tokens the model would produce if nothing stopped it
 * @param maxTokens where it is stopped
 */
record Prompt(int inputTokens, int cachedTokens, int answerTokens, int maxTokens) {

  /** A prompt of about {@code inputTokens}, with an answer of about {@code answerTokens}. */
  static Prompt about(int inputTokens, int answerTokens, RandomGenerator random) {
    int input = (int) (inputTokens * spread(random));
    int cached = random.nextInt(4) == 0 ? 0 : input / 16 / 3 * 16;
    return new Prompt(input, cached, Math.max(4, (int) (answerTokens * spread(random))), 512);
  }

  int outputTokens() {
    return Math.min(answerTokens, maxTokens);
  }

  String finishReason() {
    return answerTokens > maxTokens ? "length" : "stop";
  }

  private static double spread(RandomGenerator random) {
    return Math.exp(0.45 * random.nextGaussian());
  }
}
