// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.version;

import java.util.List;

/**
 * How a candidate compares with the version in use.
 *
 * @param confidence how sure the verdict is, from 0 to 1; 0 for {@link Verdict#HOLD}
 * @param reason why, in a sentence
 * @param drift the population stability index of the candidate's confidence against the baseline's;
 *     NaN if spans do not say any
 */
public record VersionReport(
    String baseline,
    String candidate,
    Verdict verdict,
    double confidence,
    String reason,
    double drift,
    List<Figure> figures) {

  public VersionReport {
    figures = List.copyOf(figures);
  }
}
