// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import java.util.ArrayList;
import java.util.List;

/** How often the true cause was among the first k suspects. Threads: one at a time. */
final class Accuracy {

  private final List<Integer> ranks = new ArrayList<>();
  private final List<Integer> candidates = new ArrayList<>();

  /**
   * Adds a case.
   *
   * @param rank the place of the true cause from 1; more than {@code candidateCount} if it was not
   *     named
   * @param candidateCount how many services there were to choose from
   */
  void add(int rank, int candidateCount) {
    ranks.add(rank);
    candidates.add(candidateCount);
  }

  /** How many cases there are. */
  int count() {
    return ranks.size();
  }

  /** AS@k: the share of cases whose true cause is among the first {@code k}, in percent. */
  double at(int k) {
    return 100.0 * ranks.stream().filter(rank -> rank <= k).count() / ranks.size();
  }

  /** What a service drawn by lot would reach, in percent. */
  double chance(int k) {
    return 100
        * candidates.stream()
            .mapToDouble(count -> Math.min(1, (double) k / count))
            .average()
            .orElse(0);
  }
}
