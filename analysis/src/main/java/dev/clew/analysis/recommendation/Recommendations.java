// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What to do, by how much it would gain, most first.
 *
 * @param high impact above 8: requests would take a fifth less time, or more
 * @param medium impact from 5 to 8
 * @param low impact below 5
 */
public record Recommendations(
    List<Recommendation> high, List<Recommendation> medium, List<Recommendation> low) {

  private static final double HIGH = 8;
  private static final double MEDIUM = 5;

  private static final Comparator<Recommendation> ORDER =
      Comparator.comparingDouble(Recommendation::impact)
          .reversed()
          .thenComparing(Recommendation::rule)
          .thenComparing(Recommendation::service)
          .thenComparing(Recommendation::operation)
          .thenComparing(Recommendation::text);

  public Recommendations {
    high = List.copyOf(high);
    medium = List.copyOf(medium);
    low = List.copyOf(low);
  }

  /** These, sorted into their groups. */
  static Recommendations of(Collection<Recommendation> all) {
    List<Recommendation> high = new ArrayList<>();
    List<Recommendation> medium = new ArrayList<>();
    List<Recommendation> low = new ArrayList<>();
    all.stream()
        .sorted(ORDER)
        .forEach(each -> {
          double impact = each.impact();
          (impact > HIGH ? high : impact >= MEDIUM ? medium : low).add(each);
        });
    return new Recommendations(high, medium, low);
  }

  /** All of them, most first. */
  public List<Recommendation> all() {
    List<Recommendation> all = new ArrayList<>(high);
    all.addAll(medium);
    all.addAll(low);
    return all;
  }
}
