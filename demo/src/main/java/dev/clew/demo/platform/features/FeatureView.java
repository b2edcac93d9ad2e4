// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.features;

import dev.clew.demo.platform.wire.Postgres;
import dev.clew.demo.sim.Latency;
import java.time.Duration;

/**
 * A named, versioned group of features about one kind of entity.
 *
 * @param ttl how old a value may be before it counts as missing
 * @param refresh how often the pipeline writes new values
 */
public record FeatureView(
    String name,
    String version,
    String entity,
    int featureCount,
    Duration ttl,
    Duration refresh,
    Postgres.Statement offlineQuery) {

  /** What a customer has done lately. */
  public static final FeatureView USER_ACTIVITY =
      view("user_activity", "12", "user", 38, Duration.ofHours(1), Duration.ofMinutes(2));

  /** What a card was used for lately. */
  public static final FeatureView CARD_VELOCITY =
      view("card_velocity", "5", "card", 22, Duration.ofMinutes(30), Duration.ofSeconds(40));

  /** What is known about a merchant. */
  public static final FeatureView MERCHANT_RISK =
      view("merchant_risk", "8", "merchant", 17, Duration.ofDays(2), Duration.ofHours(6));

  /** How products sell. */
  public static final FeatureView ITEM_STATS =
      view("item_stats", "21", "item", 44, Duration.ofHours(6), Duration.ofMinutes(15));

  private static FeatureView view(
      String name, String version, String entity, int features, Duration ttl, Duration refresh) {
    String table = "features." + name + "_v" + version;
    String text =
        "SELECT feature_name, value, event_ts FROM %s WHERE %s_id = ANY($1) AND event_ts > $2"
            .formatted(table, entity);
    Postgres.Statement query =
        new Postgres.Statement("SELECT " + table, text, Latency.ofMillis(75, 320));
    return new FeatureView(name, version, entity, features, ttl, refresh, query);
  }
}
