// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.llm;

import java.util.List;
import java.util.random.RandomGenerator;

/** Things that customers of the shop say, and what they are told. */
final class Texts {

  private static final List<String> QUESTIONS =
      List.of(
          "Where is my order, it should have been here on Tuesday?",
          "Which of these running shoes is better for wide feet?",
          "Can I return a jacket after 20 days if the tag is off?",
          "Is the espresso machine compatible with paper pods?",
          "Do you ship to the islands, and what does it cost?",
          "My voucher is not accepted, what am I doing wrong?");

  private static final List<String> ANSWERS =
      List.of(
          "Your parcel left the depot this morning and should arrive by tomorrow evening.",
          "The second model comes in a wide fit and has the softer sole of the two.",
          "Yes: returns are free for 30 days, with or without the tag.",
          "It takes pods and ground coffee; the adapter is in the box.",
          "We do, for a flat 4.90, and it takes two days longer.",
          "The voucher is valid from 40 upwards; your basket is just below.");

  private Texts() {}

  static String question(RandomGenerator random) {
    return QUESTIONS.get(random.nextInt(QUESTIONS.size()));
  }

  static String answer(RandomGenerator random) {
    return ANSWERS.get(random.nextInt(ANSWERS.size()));
  }
}
