// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.edge;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.RequestKind;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The edge of the platform: checks who is asking and passes the request on. */
public final class Gateway {

  private static final AttributeKey<Long> STATUS_CODE = longKey("http.response.status_code");
  private static final Deployment DEPLOYMENT =
      Deployment.of("edge-gateway", "1.36.2", Language.CPP);
  private static final AttributeKey<List<String>> REQUEST_ID =
      stringArrayKey("http.request.header.x-request-id");
  private static final Latency ROUTING = Latency.ofMillis(0.35, 2);
  private static final double RATE_LIMITED = 0.004;
  private static final Operation NO_ROUTE =
      Operation.server("GET", HttpLibrary.ENVOY.scope())
          .with(Attributes.builder().put("http.request.method", "GET").build());
  private static final List<String> STRAY_PATHS =
      List.of("/wp-login.php", "/.env", "/v0/recommendations", "/favicon.ico", "/admin");

  private final Service service;
  private final Auth auth;
  private final Map<RequestKind, Route> routes = new EnumMap<>(RequestKind.class);

  private record Route(Operation operation, String path, Backend backend) {

    String pathFor(Visitor visitor) {
      return path.replace("{user_id}", visitor.userId());
    }
  }

  /** A service behind the gateway. */
  @FunctionalInterface
  public interface Backend {

    /**
     * Handles a request, beginning with the gateway's client span.
     *
     * @throws Failure if the backend answers with an error
     */
    void handle(Flow flow, Visitor visitor);
  }

  /** A gateway with no backends yet. */
  public Gateway(Site site, Auth auth) {
    this.service = site.deploy(DEPLOYMENT, 2);
    this.auth = auth;
  }

  /** Sends requests of this kind, arriving at {@code method path}, to {@code backend}. */
  public void route(RequestKind kind, String method, String path, Backend backend) {
    Operation operation = Http.serverOperation(service, method, path, HttpLibrary.ENVOY);
    routes.put(kind, new Route(operation, path, backend));
  }

  /** Handles one request from the outside: the root of a trace. */
  public void handle(Flow flow, RequestKind kind) {
    Visitor visitor = Visitor.draw(flow.random());
    Route route = routes.get(kind);
    if (route == null) {
      flow.serveVoid(service, NO_ROUTE, span -> refuse(flow, span, visitor));
    } else {
      flow.serveVoid(service, route.operation(), span -> handle(flow, span, visitor, route));
    }
  }

  private static void refuse(Flow flow, Span span, Visitor visitor) {
    describe(span, visitor);
    span.setAttribute("url.path", STRAY_PATHS.get(flow.random().nextInt(STRAY_PATHS.size())));
    flow.spend(ROUTING);
    span.setAttribute(STATUS_CODE, 404L);
  }

  private void handle(Flow flow, Span span, Visitor visitor, Route route) {
    describe(span, visitor);
    span.setAttribute("url.path", route.pathFor(visitor));
    int status = answer(flow, visitor, route.backend());
    span.setAttribute(STATUS_CODE, (long) status);
    if (status >= 500) {
      span.setAttribute("error.type", String.valueOf(status));
      span.setStatus(StatusCode.ERROR);
    }
  }

  private int answer(Flow flow, Visitor visitor, Backend backend) {
    flow.spend(ROUTING);
    if (flow.chance(RATE_LIMITED)) {
      return 429;
    }
    try {
      auth.introspect(flow, visitor);
      backend.handle(flow, visitor);
      flow.spend(ROUTING);
      return 200;
    } catch (Failure failure) {
      return failure.httpStatus();
    }
  }

  private static void describe(Span span, Visitor visitor) {
    span.setAttribute("client.address", visitor.address());
    span.setAttribute("user_agent.original", visitor.userAgent());
    span.setAttribute(REQUEST_ID, List.of(visitor.requestId()));
    span.setAttribute("user.id", visitor.userId());
    span.setAttribute("session.id", visitor.sessionId());
    span.setAttribute("business.context.customer_segment", visitor.segment().label());
    span.setAttribute("business.context.priority", visitor.segment().priority());
    span.setAttribute("business.context.region", visitor.market());
  }
}
