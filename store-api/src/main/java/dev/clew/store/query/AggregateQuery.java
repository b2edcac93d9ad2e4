// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import java.util.List;
import java.util.Optional;

/**
 * Figures over all spans that satisfy a filter.
 *
 * @param filter which spans
 * @param range when they start
 * @param unit what is counted: spans, or traces that have such a span. A trace counts once, by the
 *     first of its matching spans (then smallest unsigned span id): where {@code range}, step and
 *     fields ask for a value it is that span's, but the duration is that of the whole trace
 * @param stepNanos width of a time bucket, aligned to the epoch; empty for one bucket over the
 *     whole range
 * @param groupBy one group for each distinct tuple of values of these fields; absent values form a
 *     group of their own
 * @param figures what is computed for each group and bucket
 * @param groupsMax at most this many groups, those with the highest count
 */
public record AggregateQuery(
    SpanFilter filter,
    TimeRange range,
    Unit unit,
    Optional<Long> stepNanos,
    List<Field> groupBy,
    List<Figure> figures,
    int groupsMax) {

  public AggregateQuery {
    groupBy = List.copyOf(groupBy);
    figures = List.copyOf(figures);
    if (groupsMax < 1) {
      throw new IllegalArgumentException("groups: " + groupsMax + " (expected: 1 or more)");
    }
    if (stepNanos.isPresent() && stepNanos.get() < 1) {
      throw new IllegalArgumentException("step: " + stepNanos.get() + " ns (expected: positive)");
    }
  }

  /** What is counted. */
  public enum Unit {
    SPANS,
    TRACES
  }

  /** One figure. Numeric figures skip values that are absent or not numbers. */
  public sealed interface Figure {

    /** How many. */
    record Count() implements Figure {}

    /** How many per second of the bucket's whole width; of the range's if there is no step. */
    record Rate() implements Figure {}

    /** The smallest value. */
    record Min(Field field) implements Figure {}

    /** The largest value. */
    record Max(Field field) implements Figure {}

    /** The sum of the values. */
    record Sum(Field field) implements Figure {}

    /** The mean of the values. */
    record Average(Field field) implements Figure {}

    /**
     * The value below which the fraction {@code quantile} of the values lies, within one percent.
     */
    record Quantile(Field field, double quantile) implements Figure {}

    /**
     * How many values in each bucket. A bucket's upper bound is the smallest power of two that is
     * not less than its values, and 0 for values that are not positive.
     */
    record Histogram(Field field) implements Figure {}
  }
}
