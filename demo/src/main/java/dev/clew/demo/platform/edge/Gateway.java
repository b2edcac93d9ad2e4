// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.edge;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.RequestKind;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The edge of the platform: checks who is asking and passes the request on. */
public final class Gateway {

  private static final AttributeKey<Long> STATUS_CODE = longKey("http.response.status_code");
  private static final AttributeKey<List<String>> REQUEST_ID =
      stringArrayKey("http.request.header.x-request-id");
  private static final Latency ROUTING = Latency.ofMillis(0.35, 2);
  private static final double RATE_LIMITED = 0.004;

  private final Service service;
  private final Auth auth;
  private final Map<RequestKind, Operation> operations = new EnumMap<>(RequestKind.class);
  private final Map<RequestKind, Backend> backends = new EnumMap<>(RequestKind.class);

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
  public Gateway(Service service, Auth auth) {
    this.service = service;
    this.auth = auth;
  }

  /** Sends requests of this kind, arriving at {@code method route}, to {@code backend}. */
  public void route(RequestKind kind, String method, String route, Backend backend) {
    operations.put(kind, Http.serverOperation(service, method, route, HttpLibrary.ENVOY));
    backends.put(kind, backend);
  }

  /** Handles one request from the outside: the root of a trace. */
  public void handle(Flow flow, RequestKind kind) {
    Visitor visitor = Visitor.draw(flow.random());
    Operation operation = operations.get(kind);
    Backend backend = backends.get(kind);
    if (operation == null || backend == null) {
      return;
    }
    boolean _ =
        flow.serve(
            service,
            operation,
            span -> {
              describe(span, visitor);
              int status = answer(flow, visitor, backend);
              span.setAttribute(STATUS_CODE, (long) status);
              if (status >= 500) {
                span.setAttribute(stringKey("error.type"), String.valueOf(status));
                span.setStatus(StatusCode.ERROR);
              }
              return true;
            });
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
    span.setAttribute(stringKey("client.address"), visitor.address());
    span.setAttribute(stringKey("user_agent.original"), visitor.userAgent());
    span.setAttribute(REQUEST_ID, List.of(visitor.requestId()));
    span.setAttribute(stringKey("user.id"), visitor.userId());
    span.setAttribute(stringKey("session.id"), visitor.sessionId());
    span.setAttribute(stringKey("business.context.customer_segment"), visitor.segment().label());
    span.setAttribute(stringKey("business.context.priority"), visitor.segment().priority());
    span.setAttribute(stringKey("business.context.region"), visitor.market());
  }
}
