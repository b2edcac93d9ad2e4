// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import static io.opentelemetry.api.common.AttributeKey.longKey;

import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.telemetry.SpanBody;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** A gRPC method of a service. */
public final class Grpc implements Call.Protocol {

  private static final AttributeKey<Long> STATUS_CODE = longKey("rpc.grpc.status_code");
  private static final Scope SCOPE = new Scope("io.opentelemetry.grpc-1.6", "2.31.0-alpha");
  private static final long PORT = 9000;

  private final Service callee;
  private final Operation client;
  private final Operation server;
  private final boolean instrumentedServer;

  private Grpc(Service callee, Operation client, Operation server, boolean instrumentedServer) {
    this.instrumentedServer = instrumentedServer;
    this.callee = callee;
    this.client = client;
    this.server = server;
  }

  /** The method {@code rpcService/method} of {@code callee}. */
  public static Grpc method(Service callee, String rpcService, String method) {
    Attributes attributes =
        Attributes.builder()
            .put("rpc.system", "grpc")
            .put("rpc.service", rpcService)
            .put("rpc.method", method)
            .put("server.address", callee.address())
            .put("server.port", PORT)
            .build();
    String name = rpcService + "/" + method;
    return new Grpc(
        callee,
        Operation.client(name, SCOPE).with(attributes),
        Operation.server(name, SCOPE).with(attributes),
        true);
  }

  /** The same method, whose server opens {@code operation} and says nothing about gRPC. */
  public Grpc servedAs(Operation operation) {
    return new Grpc(callee, client, operation, false);
  }

  /** Calls the method; {@code body} is what the far side does, on its server span. */
  public <T> T call(Flow flow, SpanBody<T> body) {
    return new Call<T>(this).make(flow, client, callee, server, body);
  }

  /** As {@link #call}, yielding nothing. */
  public void callVoid(Flow flow, SpanBody.Silent body) {
    call(flow, body.asBody());
  }

  @Override
  public void recordServer(Span span, int status) {
    if (instrumentedServer) {
      span.setAttribute(STATUS_CODE, (long) GrpcStatus.ofHttp(status).code());
    }
  }

  @Override
  public void recordClient(Span span, int status) {
    GrpcStatus code = GrpcStatus.ofHttp(status);
    span.setAttribute(STATUS_CODE, (long) code.code());
    if (code != GrpcStatus.OK) {
      span.setStatus(StatusCode.ERROR, code.name());
    }
  }

  @Override
  public Failure asSeenByClient(Failure failure) {
    String message = GrpcStatus.ofHttp(failure.httpStatus()) + ": " + failure.message();
    String stackTrace =
        "io.grpc.StatusRuntimeException: "
            + message
            + "\n\tat io.grpc.stub.ClientCalls.toStatusRuntimeException(ClientCalls.java:368)"
            + "\n\tat io.grpc.stub.ClientCalls.getUnchecked(ClientCalls.java:349)"
            + "\n\tat io.grpc.stub.ClientCalls.blockingUnaryCall(ClientCalls.java:174)";
    return new Failure("io.grpc.StatusRuntimeException", message, stackTrace, failure.httpStatus());
  }
}
