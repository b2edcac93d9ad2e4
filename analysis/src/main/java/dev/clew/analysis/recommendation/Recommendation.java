// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import dev.clew.analysis.figure.Evidence;
import java.util.List;

/**
 * Something to do.
 *
 * @param rule which habit was found
 * @param impact the score of the gain, 0 to 10, see {@link Gain#impact}
 * @param service where
 * @param operation which of its operations; empty if all
 * @param model the model and its version; empty if it is not about one
 * @param text what was found and what to do, a sentence for people
 * @param gain what that would gain
 * @param figures the numbers it stands on
 * @param evidence the spans and traces it stands on
 */
public record Recommendation(
    Rule rule,
    double impact,
    String service,
    String operation,
    String model,
    String text,
    Gain gain,
    List<Measured> figures,
    Evidence evidence) {

  public Recommendation {
    figures = List.copyOf(figures);
  }
}
