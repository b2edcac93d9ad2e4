// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;

/** A Redis server, seen through a client library. The server itself sends no spans. */
public final class Redis {

  private static final AttributeKey<Long> BATCH_SIZE = longKey("db.operation.batch.size");
  private static final AttributeKey<String> QUERY_TEXT = stringKey("db.query.text");
  private static final Latency ROUND_TRIP = Latency.ofMillis(0.55, 3.2);
  private static final Duration READ_TIMEOUT = Duration.ofMillis(50);

  private final String host;
  private final Operation command;

  /** The Redis server at {@code host}, spoken to by the library of {@code scope}. */
  public Redis(String host, Scope scope) {
    this.host = host;
    this.command =
        Operation.client("", scope)
            .with(
                Attributes.builder()
                    .put("db.system.name", "redis")
                    .put("db.namespace", "0")
                    .put("server.address", host)
                    .put("server.port", 6379)
                    .put("network.peer.address", "10.0.48.17")
                    .build());
  }

  /** A command on {@code keyCount} keys that the server answers. */
  public void run(Flow flow, String name, String text, int keyCount) {
    flow.runVoid(
        operation(name),
        span -> {
          describe(span, text, keyCount);
          flow.spend(ROUND_TRIP.times(1 + keyCount * 0.01));
        });
  }

  /**
   * A command that the server does not answer.
   *
   * @throws Failure always, after the read timeout
   */
  public void timeOut(Flow flow, String name, String text, int keyCount) {
    flow.runVoid(
        operation(name),
        span -> {
          describe(span, text, keyCount);
          flow.spendNanos(READ_TIMEOUT.toNanos());
          throw readTimedOut();
        });
  }

  private Operation operation(String name) {
    return command.named(name).with(stringKey("db.operation.name"), name);
  }

  private static void describe(Span span, String text, int keyCount) {
    span.setAttribute(QUERY_TEXT, text);
    if (keyCount > 1) {
      span.setAttribute(BATCH_SIZE, (long) keyCount);
    }
  }

  private Failure readTimedOut() {
    String message = "read tcp " + host + ":6379: i/o timeout";
    String stackTrace =
        "*net.OpError: "
            + message
            + "\ngithub.com/redis/go-redis/v9.(*baseClient).process\n\t/go/pkg/mod/redis.go:531"
            + "\ngithub.com/feast-dev/feast/go/internal/onlinestore.(*RedisStore).OnlineRead"
            + "\n\t/src/onlinestore/redisonlinestore.go:188";
    return new Failure("*net.OpError", message, stackTrace, 503);
  }
}
