// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.diagnosis;

import dev.clew.analysis.contrast.Finding;
import dev.clew.analysis.contrast.Outcome;
import dev.clew.analysis.contrast.ShareDifference;
import dev.clew.analysis.rootcause.Suspect;
import java.util.List;
import java.util.Optional;

/**
 * Why some traces are worse than others.
 *
 * @param selected what the one set is, in words
 * @param reference what the other is, in words
 * @param selectedTraces how many traces the one set has
 * @param referenceTraces how many the other has
 * @param spans spans that both have together
 * @param outcome in what way the selected traces are worse
 * @param causes what explains it, the best first; empty if nothing does that is significant
 * @param differences what the traces are otherwise made of, the largest difference first
 * @param suspects services by how likely it begins there; those that nothing speaks against are
 *     left out
 * @param incomplete why not every matching trace was used, in words; empty if all were
 * @param partial whether that is because a limit of the query was reached, or data is damaged
 */
public record Diagnosis(
    String selected,
    String reference,
    int selectedTraces,
    int referenceTraces,
    long spans,
    Outcome outcome,
    List<Finding> causes,
    List<ShareDifference> differences,
    List<Suspect> suspects,
    Optional<String> incomplete,
    boolean partial) {

  public Diagnosis {
    causes = List.copyOf(causes);
    differences = List.copyOf(differences);
    suspects = List.copyOf(suspects);
  }
}
