// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.bottleneck;

import java.util.Map;

/**
 * How much a request matters, by the customer segment or the priority that it carries.
 *
 * @param bySegment impact of requests of a segment
 * @param byPriority impact of requests of a priority; asked if the segment says nothing
 * @param otherwise impact of all others
 */
public record BusinessImpact(
    Map<String, Double> bySegment, Map<String, Double> byPriority, double otherwise) {

  /** Every request matters the same. */
  public static final BusinessImpact EQUAL = new BusinessImpact(Map.of(), Map.of(), 1);

  public BusinessImpact {
    bySegment = Map.copyOf(bySegment);
    byPriority = Map.copyOf(byPriority);
  }

  /** The impact of a request; empty texts stand for what is not known. */
  public double of(String segment, String priority) {
    Double known = bySegment.get(segment);
    known = known == null ? byPriority.get(priority) : known;
    return known == null ? otherwise : known;
  }
}
