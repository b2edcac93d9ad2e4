// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.batch;

import dev.clew.demo.platform.wire.ObjectStore;
import dev.clew.demo.platform.wire.Postgres;
import dev.clew.demo.platform.wire.Redis;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;

/** The pipeline behind the slower features: extract, validate, transform, materialise. */
public final class FeatureRefresh {

  private static final Scope OWN = new Scope("shop.pipelines", "2026.3.0");
  private static final Scope BOTOCORE =
      new Scope("opentelemetry.instrumentation.botocore", "0.60b1");
  private static final Scope PSYCOPG = new Scope("opentelemetry.instrumentation.psycopg", "0.60b1");
  private static final Scope REDIS_PY = new Scope("opentelemetry.instrumentation.redis", "0.60b1");
  private static final Operation CHECK = Operation.internal("check_expectations", OWN);
  private static final Operation WINDOW = Operation.internal("window_join", OWN);
  private static final Postgres.Statement COPY_ORDERS =
      new Postgres.Statement(
          "COPY orders",
          "COPY (SELECT * FROM orders WHERE updated_at > $1) TO STDOUT",
          Latency.ofMillis(8_500, 21_000));
  private static final Latency CHECKING = Latency.ofMillis(2_600, 7_000);
  private static final Latency JOINING = Latency.ofMillis(21_000, 48_000);
  private static final double EXTRACT_FAILS = 0.2;
  private static final int PARTITION_COUNT = 4;

  private final ObjectStore lake = new ObjectStore("shop-lake", BOTOCORE);
  private final Redis onlineStore = new Redis("redis-features.data.svc.cluster.local", REDIS_PY);
  private final Postgres orders;

  /** The pipeline, run every 15 minutes by {@code scheduler}. */
  public FeatureRefresh(Scheduler scheduler) {
    this.orders = new Postgres("orders", PSYCOPG, 2);
    scheduler.every(
        Duration.ofMinutes(15), Duration.ofMinutes(2), "refresh_item_stats", this::refresh);
  }

  private void refresh(Scheduler.Run run) {
    long rowCount = 40_000L + run.flow().random().nextInt(60_000);
    run.task("extract", (flow, attempt) -> extract(flow, attempt, run.runId(), rowCount));
    run.task("validate", (flow, _) -> validate(flow, rowCount));
    run.task("transform", (flow, _) -> transform(flow, run.runId()));
    run.task("materialize", (flow, _) -> materialize(flow));
  }

  private void extract(Flow flow, int attempt, String runId, long rowCount) {
    orders.run(flow, COPY_ORDERS, (int) rowCount);
    if (attempt == 1 && flow.chance(EXTRACT_FAILS)) {
      String message = "terminating connection due to conflict with recovery";
      throw new Failure(
          "psycopg.errors.SerializationFailure",
          message,
          "Traceback (most recent call last):\n"
              + "  File \"/opt/pipelines/extract.py\", line 52, in copy_orders\n"
              + "    async for block in copy:\n"
              + "psycopg.errors.SerializationFailure: "
              + message,
          500);
    }
    lake.put(flow, "raw/orders/" + runId + ".parquet", rowCount * 210);
  }

  private static void validate(Flow flow, long rowCount) {
    flow.runVoid(
        CHECK,
        span -> {
          flow.spend(CHECKING);
          double nullShare = 0.004 + 0.01 * flow.random().nextDouble();
          span.setAttribute("ml.dataset.name", "orders");
          span.setAttribute("ml.dataset.rows", rowCount);
          span.setAttribute("ml.dataset.null_share", nullShare);
          span.setAttribute(
              "ml.data.batch.id", "orders-" + Long.toHexString(flow.nowNanos() >>> 30));
          if (nullShare > 0.012) {
            span.addEvent(
                "expectation.violated",
                Attributes.of(
                    AttributeKey.stringKey("expectation"),
                    "null share of orders.discount <= 0.012",
                    AttributeKey.doubleKey("observed"),
                    nullShare));
          }
        });
  }

  private void transform(Flow flow, String runId) {
    lake.get(flow, "raw/orders/" + runId + ".parquet", 12_000_000);
    flow.step(WINDOW, JOINING);
    lake.put(flow, "features/item_stats/" + runId + ".parquet", 6_000_000);
  }

  private void materialize(Flow flow) {
    for (int partition = 0; partition < PARTITION_COUNT; partition++) {
      onlineStore.run(flow, "PIPELINE", "HSET item_stats:? …", 2_500);
    }
  }
}
