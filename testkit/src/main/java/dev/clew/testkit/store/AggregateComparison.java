// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.AggregateResult.Bucket;
import dev.clew.store.query.AggregateResult.Group;

/** Whether two aggregates are the same, but for what the contract leaves to rounding. */
final class AggregateComparison {

  private static final double ROUNDING = 1e-9;
  private static final double QUANTILE_ERROR = 0.0101; // one percent, and rounding

  private AggregateComparison() {}

  static void assertEqual(AggregateQuery query, AggregateResult actual, AggregateResult expected) {
    assertThat(actual.stats().partial()).isEmpty();
    assertThat(actual.truncated())
        .describedAs("truncated, %s", query)
        .isEqualTo(expected.truncated());
    assertThat(actual.groups())
        .describedAs("groups of %s", query)
        .extracting(Group::key, Group::count)
        .isEqualTo(
            expected.groups().stream().map(group -> tuple(group.key(), group.count())).toList());
    for (int i = 0; i < expected.groups().size(); i++) {
      assertEqual(query, actual.groups().get(i), expected.groups().get(i));
    }
  }

  private static void assertEqual(AggregateQuery query, Group actual, Group expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.buckets())
        .describedAs("buckets of %s", query)
        .extracting(Bucket::startNanos)
        .isEqualTo(expected.buckets().stream().map(Bucket::startNanos).toList());
    for (int i = 0; i < expected.buckets().size(); i++) {
      Bucket actualBucket = actual.buckets().get(i);
      Bucket expectedBucket = expected.buckets().get(i);
      assertThat(actualBucket.histograms())
          .describedAs("histograms of %s", query)
          .isEqualTo(expectedBucket.histograms());
      for (int figure = 0; figure < query.figures().size(); figure++) {
        assertClose(
            query,
            query.figures().get(figure),
            actualBucket.values().get(figure),
            expectedBucket.values().get(figure));
      }
    }
  }

  private static void assertClose(
      AggregateQuery query, Figure figure, double actual, double expected) {
    double error = figure instanceof Figure.Quantile ? QUANTILE_ERROR : ROUNDING;
    if (Double.isNaN(expected)) {
      assertThat(actual).describedAs("%s of %s", figure, query).isNaN();
    } else {
      assertThat(actual)
          .describedAs("%s of %s", figure, query)
          .isCloseTo(expected, within(Math.abs(expected) * error + Double.MIN_VALUE));
    }
  }
}
