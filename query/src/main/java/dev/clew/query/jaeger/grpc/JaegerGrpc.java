// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import dev.clew.query.grpc.GrpcRunner;
import dev.clew.query.http.QueryTurns;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.store.admin.StoreAdmin;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.time.Duration;

/**
 * The gRPC services of a port, with health and reflection beside them.
 *
 * <p>Threads: any number of calls at once. Memory: one message per call.
 */
public final class JaegerGrpc {

  private static final int REQUEST_BYTES_MAX = 4 << 20;

  private final QueryTurns turns;
  private final TraceSource traces;

  /** Services that are not served yet. */
  public JaegerGrpc(TraceSource traces, QueryTurns turns) {
    this.traces = traces;
    this.turns = turns;
  }

  /** Adds {@code jaeger.api_v2.QueryService} and {@code jaeger.api_v3.QueryService} to a server. */
  public void addQueryServices(ServerBuilder server, StoreAdmin admin) {
    GrpcRunner runner = new GrpcRunner(turns);
    GrpcServiceBuilder services = services();
    services.addService(new ApiV2Service(traces, admin).definition(runner));
    services.addService(new ApiV3Service(traces).definition(runner));
    add(server, services);
  }

  /**
   * Adds {@code jaeger.storage.v2.TraceReader}, {@code DependencyReader} and {@code Capabilities}
   * to a server.
   */
  public void addStorageServices(ServerBuilder server) {
    GrpcRunner runner = new GrpcRunner(turns);
    GrpcServiceBuilder services = services();
    RemoteStorage storage = new RemoteStorage(traces.reader());
    storage.definitions(runner).forEach(services::addService);
    add(server, services);
  }

  private static GrpcServiceBuilder services() {
    return GrpcService.builder()
        .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
        .maxRequestMessageLength(REQUEST_BYTES_MAX)
        .enableHealthCheckService(true)
        .addService(ProtoReflectionServiceV1.newInstance());
  }

  /** A client that says how long it waits is believed; others wait as long as over HTTP. */
  private void add(ServerBuilder server, GrpcServiceBuilder services) {
    Duration timeout = turns.config().responseTimeout();
    server.service(
        services.build(),
        delegate ->
            delegate.decorate((next, context, request) -> {
              if (!request.headers().contains("grpc-timeout")) {
                context.setRequestTimeout(timeout);
              }
              return next.serve(context, request);
            }));
  }
}
