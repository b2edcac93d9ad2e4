// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.sim.Latency;
import dev.clew.demo.sim.Station;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;

/** A Postgres server behind a pool of connections. The server itself sends no spans. */
public final class Postgres {

  private static final AttributeKey<Long> RETURNED_ROWS = longKey("db.response.returned_rows");
  private static final Duration POOL_PATIENCE = Duration.ofSeconds(2);

  private final Scope scope;
  private final Station pool;
  private final int poolSize;
  private final Attributes connection;

  /** The database {@code name}, with {@code poolSize} connections per client service. */
  public Postgres(String name, Scope scope, int poolSize) {
    this.scope = scope;
    this.poolSize = poolSize;
    this.pool = new Station(poolSize);
    this.connection =
        Attributes.builder()
            .put("db.system.name", "postgresql")
            .put("db.namespace", name)
            .put("server.address", "pg-" + name + ".data.svc.cluster.local")
            .put("server.port", 5432)
            .build();
  }

  /** A statement as it appears on its span. */
  public record Statement(String summary, String text, Latency latency) {

    String operation() {
      return summary.substring(0, summary.indexOf(' '));
    }
  }

  /**
   * Runs {@code statement} on a connection of the pool, waiting for one first.
   *
   * @throws Failure if no connection becomes free in time
   */
  public void run(Flow flow, Statement statement, int rowCount) {
    flow.runVoid(
        Operation.internal("pool.acquire", scope)
            .with(stringKey("db.client.connection.pool.name"), "main"),
        span -> {
          flow.strand().sync();
          span.setAttribute("db.client.connection.pending_requests", pool.waitingCount());
          if (!pool.acquire(flow.strand(), POOL_PATIENCE.toNanos())) {
            throw poolExhausted();
          }
          span.setAttribute("db.client.connection.used", pool.busyCount());
        });
    query(flow, statement, rowCount);
    pool.release(flow.strand());
  }

  private void query(Flow flow, Statement statement, int rowCount) {
    flow.runVoid(
        Operation.client(statement.summary(), scope)
            .with(connection)
            .with(stringKey("db.operation.name"), statement.operation())
            .with(stringKey("db.query.summary"), statement.summary())
            .with(stringKey("db.query.text"), statement.text()),
        span -> {
          flow.spend(statement.latency());
          span.setAttribute(RETURNED_ROWS, (long) rowCount);
        });
  }

  private Failure poolExhausted() {
    String message =
        "connection pool exhausted: none free within "
            + POOL_PATIENCE.toMillis()
            + " ms (size "
            + poolSize
            + ", waiting "
            + pool.waitingCount()
            + ")";
    return new Failure("pgxpool.ErrPoolExhausted", message, "pgxpool: " + message, 503);
  }
}
