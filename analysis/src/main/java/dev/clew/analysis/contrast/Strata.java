// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import dev.clew.analysis.statistics.Normal;
import java.util.BitSet;

/**
 * Tests whether one thing still matters once another is known: the test of Cochran, Mantel and
 * Haenszel.
 *
 * @param all the rows that are looked at
 * @param positives the bad ones of them
 * @param rowsPerObservation by how much rows count more than once
 */
record Strata(BitSet all, BitSet positives, double rowsPerObservation) {

  /**
   * Whether positive rows are more common among {@code rows} within the rows of {@code known} and
   * within the others, taken together.
   *
   * @return the two-sided p-value; 1 if there is nothing to compare within either
   */
  double pValue(BitSet rows, BitSet known) {
    BitSet others = (BitSet) all.clone();
    others.andNot(known);
    double distance = 0;
    double variance = 0;
    for (BitSet stratum : new BitSet[] {known, others}) {
      double total = stratum.cardinality() / rowsPerObservation;
      BitSet met = (BitSet) stratum.clone();
      met.and(rows);
      double row = met.cardinality() / rowsPerObservation;
      double column = PatternSearch.intersection(stratum, positives) / rowsPerObservation;
      met.and(positives);
      if (total > 1) {
        distance += met.cardinality() / rowsPerObservation - row * column / total;
        variance += row * column * (total - row) * (total - column) / (total * total * (total - 1));
      }
    }
    return variance <= 0
        ? 1
        : Normal.twoSided(Math.max(0, Math.abs(distance) - 0.5) / Math.sqrt(variance));
  }
}
