// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.store.rollup.RollupFigures;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupResult.Bucket;
import dev.clew.store.rollup.RollupResult.Series;
import dev.clew.store.rollup.RollupSource;
import java.util.List;
import org.assertj.core.groups.Tuple;

/** Whether two answers to a rollup query are the same, but for what is left to rounding. */
final class RollupComparison {

  private static final double ROUNDING = 1e-9;
  private static final double SKETCH_ERROR = 0.0101; // one percent, and rounding
  private static final List<Double> QUANTILES = List.of(0.0, 0.25, 0.5, 0.9, 0.99, 1.0);

  private final RollupQuery query;

  private RollupComparison(RollupQuery query) {
    this.query = query;
  }

  static void assertEqual(RollupQuery query, RollupResult actual, RollupResult expected) {
    assertThat(actual.stats().partial()).isEmpty();
    assertThat(actual)
        .describedAs("result of %s", query)
        .extracting(
            RollupResult::range,
            RollupResult::resolutionNanos,
            RollupResult::stepNanos,
            RollupResult::truncated,
            RollupResult::otherCount)
        .containsExactly(
            expected.range(),
            expected.resolutionNanos(),
            expected.stepNanos(),
            expected.truncated(),
            expected.otherCount());
    assertThat(actual.series())
        .describedAs("series of %s", query)
        .extracting(Series::key)
        .isEqualTo(expected.series().stream().map(Series::key).toList());
    for (int i = 0; i < expected.series().size(); i++) {
      new RollupComparison(query).assertEqual(actual.series().get(i), expected.series().get(i));
    }
  }

  private void assertEqual(Series actual, Series expected) {
    assertThat(actual.buckets())
        .describedAs("buckets of %s in %s", expected.key(), query)
        .extracting(RollupComparison::counts)
        .isEqualTo(expected.buckets().stream().map(RollupComparison::counts).toList());
    assertThat(counts(actual.total())).isEqualTo(counts(expected.total()));
    assertEqual(actual.total().figures(), expected.total().figures());
    for (int i = 0; i < expected.buckets().size(); i++) {
      assertEqual(actual.buckets().get(i).figures(), expected.buckets().get(i).figures());
    }
    actual.buckets().stream()
        .map(Bucket::figures)
        .reduce(RollupFigures::with)
        .ifPresent(together -> assertEqual(together, expected.total().figures()));
  }

  private static Tuple counts(Bucket bucket) {
    return Tuple.tuple(
        bucket.startNanos(),
        bucket.endNanos(),
        bucket.figures().count(),
        bucket.figures().errorCount());
  }

  private void assertEqual(RollupFigures actual, RollupFigures expected) {
    double extremes = query.source() == RollupSource.CALLS ? SKETCH_ERROR : ROUNDING;
    assertClose("sum", actual.sumNanos(), expected.sumNanos(), ROUNDING);
    assertClose("mean", actual.meanNanos(), expected.meanNanos(), ROUNDING);
    assertClose("min", actual.minNanos(), expected.minNanos(), extremes);
    assertClose("max", actual.maxNanos(), expected.maxNanos(), extremes);
    for (double quantile : QUANTILES) {
      assertClose(
          "quantile " + quantile,
          actual.quantileNanos(quantile),
          expected.quantileNanos(quantile),
          SKETCH_ERROR);
    }
  }

  private void assertClose(String figure, double actual, double expected, double error) {
    assertThat(actual)
        .describedAs("%s of %s", figure, query)
        .isCloseTo(expected, within(Math.abs(expected) * error + Double.MIN_VALUE));
  }
}
