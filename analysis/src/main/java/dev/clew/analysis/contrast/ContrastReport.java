// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import java.util.List;

/**
 * What two sets of traces differ in.
 *
 * @param outcome in what way the selected traces are worse
 * @param selectedCount how many traces were selected
 * @param referenceCount how many they were compared with
 * @param causes what explains it, the best first; empty if nothing does that is significant
 * @param differences what the traces are otherwise made of, the largest difference first; a cause,
 *     a consequence or neither
 */
public record ContrastReport(
    Outcome outcome,
    int selectedCount,
    int referenceCount,
    List<Finding> causes,
    List<ShareDifference> differences) {

  public ContrastReport {
    causes = List.copyOf(causes);
    differences = List.copyOf(differences);
  }
}
