// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import dev.clew.model.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to an {@link AggregateQuery}.
 *
 * @param groups highest count first, then in the order of their keys: value by value, an absent one
 *     first, then {@link PlainText#ORDER}; none when nothing matches
 * @param truncated whether there were more groups than {@link AggregateQuery#groupsMax}
 * @param stats what the answer cost and whether it is complete
 */
public record AggregateResult(List<Group> groups, boolean truncated, QueryStats stats) {

  public AggregateResult {
    groups = List.copyOf(groups);
  }

  /**
   * One group.
   *
   * @param key values of the group-by fields, in their order; empty where the field is absent
   * @param count spans or traces in all buckets
   * @param buckets in order of time; buckets without spans are left out
   */
  public record Group(List<Optional<AttributeValue>> key, long count, List<Bucket> buckets) {}

  /**
   * One time bucket of a group.
   *
   * @param startNanos its begin, epoch nanoseconds; the begin of the range when there is no step
   * @param values one per figure, in their order; NaN where no value took part, and for histograms
   *     their total count
   * @param histograms one per histogram figure, in their order: count by upper bound
   */
  public record Bucket(long startNanos, List<Double> values, List<Map<Double, Long>> histograms) {}
}
