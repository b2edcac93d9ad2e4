// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrects p-values for how many there are. */
public final class FalseDiscovery {

  private FalseDiscovery() {}

  /**
   * The procedure of Benjamini and Hochberg (1995): of what stays at or below a level after it, at
   * most that share is expected to be chance.
   *
   * @param pValues what was found
   * @param tested how many hypotheses were tested in all, at least as many as there are p-values;
   *     the others count as not significant
   * @return the adjusted p-values, in the same order
   */
  public static double[] adjust(double[] pValues, int tested) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double least = 1;
    for (int rank = order.length; rank > 0; rank--) {
      int index = order[rank - 1];
      least = Math.min(least, pValues[index] * Math.max(tested, pValues.length) / rank);
      adjusted[index] = least;
    }
    return adjusted;
  }
}
