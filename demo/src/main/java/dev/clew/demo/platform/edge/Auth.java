// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.edge;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Protocol;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** Checks access tokens. An old Java service: its spans use attribute names from before 2023. */
public final class Auth {

  private static final Deployment DEPLOYMENT =
      Deployment.of("auth-service", "4.2.0", Language.JAVA).by(Protocol.HTTP_GZIP);

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

  /** Auth at {@code site}. */
  public Auth(Site site) {
    Service service = site.deploy(DEPLOYMENT, 2);
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
    introspect.callVoid(
        flow,
        span -> {
          span.setAttribute("enduser.id", visitor.userId());
          span.setAttribute("enduser.scope", "shop:read shop:write");
          flow.step(VERIFY, SIGNATURE_CHECK);
          flow.step(SESSION_LOOKUP, SESSION_GET);
          boolean valid = !flow.chance(EXPIRED);
          span.setAttribute("auth.token.valid", valid);
          if (!valid) {
            throw expired(span);
          }
        });
  }

  private static Failure expired(Span span) {
    span.addEvent("auth.token.expired");
    return new Failure("TokenExpiredException", "the access token has expired", "", 401);
  }
}
