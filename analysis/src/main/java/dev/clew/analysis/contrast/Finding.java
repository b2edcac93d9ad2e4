// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import java.util.List;
import java.util.Optional;

/**
 * Spans that are worse, and what they have in common.
 *
 * @param service the service they are in
 * @param conditions what singles them out, together; empty if it is the whole service
 * @param alsoTrue what is true of nearly the same spans, so that the data cannot tell it from the
 *     conditions
 * @param confounded what looked like a cause by itself and is none once the conditions are known
 * @param score from 0 to 1, by which findings are ranked: {@code explainedShare} times how much
 *     surer such a span is to be bad than it was in the reference
 * @param explainedShare the share of all that got worse that these spans account for: of time on
 *     the critical path for latency, of errors, or of the sum by which a number fell or rose
 * @param excess how much that is: milliseconds, errors, or the attribute's unit
 * @param selected how often such spans are bad in the selected traces
 * @param reference how often they are in the reference
 * @param pValue two-sided, of the difference between the two, corrected for spans of one trace
 *     depending on each other and, by Benjamini and Hochberg, for everything that was tried
 * @param exampleTraceIds traces to look at, in hexadecimal, the worst first
 * @param text the finding in a sentence
 */
public record Finding(
    String service,
    List<Condition> conditions,
    List<Condition> alsoTrue,
    List<Condition> confounded,
    double score,
    double explainedShare,
    double excess,
    Support selected,
    Support reference,
    double pValue,
    List<String> exampleTraceIds,
    String text) {

  public Finding {
    conditions = List.copyOf(conditions);
    alsoTrue = List.copyOf(alsoTrue);
    confounded = List.copyOf(confounded);
    exampleTraceIds = List.copyOf(exampleTraceIds);
  }

  /**
   * How often something is so.
   *
   * @param bad the spans that are bad
   * @param spans all that meet the conditions
   * @param traces in how many traces they are
   */
  public record Support(int bad, int spans, int traces) {

    /** The share of bad spans, empty if there are none at all. */
    public Optional<Double> share() {
      return spans == 0 ? Optional.empty() : Optional.of((double) bad / spans);
    }
  }
}
