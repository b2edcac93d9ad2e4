// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.edge;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** Checks access tokens. An old Java service: its spans use attribute names from before 2023. */
public final class Auth {

  private static final Scope OWN = new Scope("com.shop.auth", "4.2.0");
  private static final Scope JEDIS = new Scope("io.opentelemetry.jedis-3.0", "1.19.2-alpha");
  private static final Operation VERIFY = Operation.internal("JwtVerifier.verify", OWN);
  private static final Operation SESSION_LOOKUP =
      Operation.client("GET", JEDIS)
          .with(
              Attributes.builder()
                  .put("db.system", "redis")
                  .put("db.statement", "GET session:?")
                  .put("net.peer.name", "redis-sessions.data.svc.cluster.local")
                  .put("net.peer.port", 6379)
                  .build());

  private static final Latency SIGNATURE_CHECK = Latency.ofMillis(0.8, 3);
  private static final Latency SESSION_GET = Latency.ofMillis(0.6, 4);
  private static final double EXPIRED = 0.008;

  private final Http introspect;

  /** Auth running as {@code service}. */
  public Auth(Service service) {
    this.introspect =
        Http.endpoint(
            service, "POST", "/v1/introspect", HttpLibrary.ENVOY, HttpLibrary.OLD_SERVLET);
  }

  /**
   * Checks the visitor's token.
   *
   * @throws Failure with status 401 if it has expired
   */
  public void introspect(Flow flow, Visitor visitor) {
    boolean _ =
        introspect.call(
            flow,
            span -> {
              span.setAttribute(stringKey("enduser.id"), visitor.userId());
              span.setAttribute(stringKey("enduser.scope"), "shop:read shop:write");
              flow.step(VERIFY, SIGNATURE_CHECK);
              flow.step(SESSION_LOOKUP, SESSION_GET);
              boolean valid = !flow.chance(EXPIRED);
              span.setAttribute(booleanKey("auth.token.valid"), valid);
              if (!valid) {
                throw expired(span);
              }
              return true;
            });
  }

  private static Failure expired(Span span) {
    span.addEvent("auth.token.expired");
    return new Failure("TokenExpiredException", "the access token has expired", "", 401);
  }
}
