// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import java.util.List;

/**
 * A service, and what speaks against it.
 *
 * @param service its name
 * @param score from 0 to 1; of independent reasons with strengths s, 1 − ∏(1 − s)
 * @param evidence the strongest first; empty for a service that only stands in the list because it
 *     takes part
 */
public record Suspect(String service, double score, List<Evidence> evidence) {

  public Suspect {
    evidence = List.copyOf(evidence);
  }
}
