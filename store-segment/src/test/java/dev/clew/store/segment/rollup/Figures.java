// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.query.QueryStats;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.file.CorruptSegmentException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All figures of some places, in a form that can be compared. Models are left out: random spans
 * repeat keys, and which of the values counts may then differ from place to place.
 */
public final class Figures {

  private static final Set<RollupDimension> MODELS =
      Set.of(RollupDimension.MODEL, RollupDimension.MODEL_VERSION);

  private Figures() {}

  /** One line per key and minute, hour or day that is not empty. */
  public static Map<String, String> of(RollupSource source, List<? extends RollupPart> parts) {
    Map<String, String> lines = new TreeMap<>();
    for (RollupResult.Series series : all(source, Optional.of(RollupQuery.MINUTE_NANOS), parts)) {
      for (RollupResult.Bucket bucket : series.buckets()) {
        lines.put(series.key() + " at " + bucket.startNanos(), line(bucket));
      }
    }
    return lines;
  }

  /** One line per key, over all times. */
  public static Map<String, String> totals(RollupSource source, List<? extends RollupPart> parts) {
    Map<String, String> lines = new TreeMap<>();
    for (RollupResult.Series series : all(source, Optional.empty(), parts)) {
      lines.put(series.key().toString(), line(series.total()));
    }
    return lines;
  }

  private static List<RollupResult.Series> all(
      RollupSource source, Optional<Long> stepNanos, List<? extends RollupPart> parts) {
    RollupQuery query =
        new RollupQuery(
            source,
            TimeRange.ALL,
            stepNanos,
            Map.of(),
            KeyTable.dimensions(source).stream().filter(d -> !MODELS.contains(d)).toList(),
            Integer.MAX_VALUE);
    return answer(query, parts).series();
  }

  private static String line(RollupResult.Bucket bucket) {
    return String.format(
        Locale.ROOT,
        "%d, %d errors, sum %.0f, p50 %.0f, p99 %.0f",
        bucket.figures().count(),
        bucket.figures().errorCount(),
        bucket.figures().sumNanos(),
        bucket.figures().quantileNanos(0.5),
        bucket.figures().quantileNanos(0.99));
  }

  /** How many spans or calls there are in all. */
  public static long count(RollupSource source, List<? extends RollupPart> parts) {
    RollupQuery query =
        new RollupQuery(source, TimeRange.ALL, Optional.empty(), Map.of(), List.of(), 1);
    return answer(query, parts).series().stream()
        .mapToLong(series -> series.total().figures().count())
        .sum();
  }

  /** An answer without limits; damage throws. */
  public static RollupResult answer(RollupQuery query, List<? extends RollupPart> parts) {
    RollupEvaluation.Spending unlimited =
        new RollupEvaluation.Spending() {
          @Override
          public boolean spend(long cells) {
            return true;
          }

          @Override
          public void tooLarge() {}

          @Override
          public void damaged(CorruptSegmentException damage) {
            throw damage;
          }
        };
    return new RollupEvaluation(query, unlimited).run(parts, QueryStats::none);
  }
}
