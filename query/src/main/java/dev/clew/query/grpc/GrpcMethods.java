// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a service together from its generated description and a handler for each method.
 *
 * <p>Threads: one.
 */
public final class GrpcMethods {

  private final ServiceDescriptor generated;
  private final GrpcRunner runner;
  private final List<Bound<?, ?>> bound = new ArrayList<>();

  private record Bound<Q, A>(MethodDescriptor<Q, A> method, GrpcHandler<Q, A> handler) {}

  /** A service without methods yet. */
  public GrpcMethods(ServiceDescriptor generated, GrpcRunner runner) {
    this.generated = generated;
    this.runner = runner;
  }

  /** Answers a method with messages of the generated type. */
  public <Q, A> GrpcMethods add(MethodDescriptor<Q, A> method, GrpcHandler<Q, A> handler) {
    bound.add(new Bound<>(method, handler));
    return this;
  }

  /** Answers a method with messages that are written as protobuf already. */
  public <Q> GrpcMethods addEncoded(MethodDescriptor<Q, ?> method, GrpcHandler<Q, byte[]> handler) {
    return add(
        method.toBuilder(method.getRequestMarshaller(), new EncodedMarshaller()).build(), handler);
  }

  /** The service. */
  public ServerServiceDefinition build() {
    ServiceDescriptor.Builder description =
        ServiceDescriptor.newBuilder(generated.getName())
            .setSchemaDescriptor(generated.getSchemaDescriptor());
    bound.forEach(method -> description.addMethod(method.method()));
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(description.build());
    bound.forEach(method -> addTo(service, method));
    return service.build();
  }

  private <Q, A> void addTo(ServerServiceDefinition.Builder service, Bound<Q, A> method) {
    service.addMethod(
        method.method(), runner.handler(method.method().getFullMethodName(), method.handler()));
  }
}
