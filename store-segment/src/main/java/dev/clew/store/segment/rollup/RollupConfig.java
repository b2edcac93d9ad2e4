// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.model.AttributeScope;
import dev.clew.store.query.Field;
import java.time.Duration;
import java.util.List;

/**
 * What is counted apart, and for how long figures are kept.
 *
 * @param modelFields where the name of the model is looked for; the first field with a value counts
 * @param modelVersionFields likewise its version
 */
public record RollupConfig(
    List<Field> modelFields, List<Field> modelVersionFields, Limits limits, Kept kept) {

  /**
   * What is bounded.
   *
   * @param reach spans of a trace that come in different heads find each other if they lie at most
   *     this far apart in time
   * @param traceSpansMax of a trace with more spans, only calls between spans of one head are
   *     counted, and a span that was sent twice may count twice: all its spans do not fit into
   *     memory
   * @param operationsMax so many operations of a service are counted by themselves in one table,
   *     and so many models and services in all; the rest goes under {@link
   *     dev.clew.store.rollup.RollupQuery#OTHER}
   * @param keysMax so many combinations of values are counted by themselves in one table
   */
  public record Limits(Duration reach, int traceSpansMax, int operationsMax, int keysMax) {
    public Limits {
      if (reach.isNegative() || traceSpansMax < 1 || operationsMax < 1 || keysMax < 1) {
        throw new IllegalArgumentException(
            "rollups: reach "
                + reach
                + ", "
                + traceSpansMax
                + " spans of a trace, "
                + operationsMax
                + " operations, "
                + keysMax
                + " keys (expected: positive)");
      }
    }
  }

  /**
   * How long figures are kept.
   *
   * @param minutes by the minute, then by the hour
   * @param hours by the hour, then by the day
   * @param days by the day
   */
  public record Kept(Duration minutes, Duration hours, Duration days) {
    public Kept {
      if (minutes.isNegative() || hours.compareTo(minutes) < 0 || days.compareTo(hours) < 0) {
        throw new IllegalArgumentException(
            "rollups kept: minutes "
                + minutes
                + ", hours "
                + hours
                + ", days "
                + days
                + " (expected: positive, each at least as long as the one before)");
      }
    }
  }

  public RollupConfig {
    modelFields = List.copyOf(modelFields);
    modelVersionFields = List.copyOf(modelVersionFields);
  }

  /**
   * {@code ml.model.name} and {@code ml.model.version} as derived, of the span, or of its resource;
   * an hour; 250,000 spans of a trace; 1,000 operations, 20,000 keys; minutes for 14 days, hours
   * for 400 days, days for ten years.
   */
  public static RollupConfig defaults() {
    return new RollupConfig(
        fields("ml.model.name"),
        fields("ml.model.version"),
        new Limits(Duration.ofHours(1), 250_000, 1_000, 20_000),
        new Kept(Duration.ofDays(14), Duration.ofDays(400), Duration.ofDays(3_650)));
  }

  private static List<Field> fields(String key) {
    return List.of(new Field.Attribute(AttributeScope.DERIVED, key), new Field.SpanOrResource(key));
  }
}
