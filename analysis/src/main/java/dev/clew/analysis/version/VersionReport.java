// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import dev.clew.analysis.figure.Evidence;
import java.util.List;

/**
 * How a candidate compares with the version in use.
 *
 * @param model which model; empty if its spans do not name it
 * @param baseline the version in use
 * @param candidate the new one
 * @param confidence how sure the verdict is, from 0 to 1; 0 for {@link Verdict#HOLD}
 * @param reason why, in a sentence
 * @param drift the population stability index of the candidate's confidence against the baseline's;
 *     NaN if spans do not say any
 * @param evidence what was seen of the candidate; traces that failed or took longest first
 */
public record VersionReport(
    String model,
    String baseline,
    String candidate,
    Verdict verdict,
    double confidence,
    String reason,
    double drift,
    List<Figure> figures,
    Evidence evidence) {

  public VersionReport {
    figures = List.copyOf(figures);
  }
}
