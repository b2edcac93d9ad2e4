// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.query.http.QueryConfig;
import dev.clew.query.http.QueryTurns;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.store.TraceReader;
import dev.clew.store.admin.StoreAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The gRPC services on two real ports over a given reader, and clients for them. */
public final class TestGrpcServer implements AutoCloseable {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Server query;
  private final Server storage;

  private TestGrpcServer(TraceReader reader, StoreAdmin admin, QueryConfig config) {
    QueryTurns turns = new QueryTurns(config, executor, System::nanoTime, meters);
    JaegerGrpc services = new JaegerGrpc(new TraceSource(reader), turns);
    query = start(server -> services.addQueryServices(server, admin));
    storage = start(services::addStorageServices);
  }

  /** Services over a reader. */
  public static TestGrpcServer of(TraceReader reader) {
    return of(reader, StoreAdmin.none(), QueryConfig.defaults());
  }

  /** Services over a reader and an admin, with limits. */
  public static TestGrpcServer of(TraceReader reader, StoreAdmin admin, QueryConfig config) {
    return new TestGrpcServer(reader, admin, config);
  }

  /** A client of the query services. */
  public <T> T queryClient(Class<T> stub) {
    return client(query, stub);
  }

  /** A client of the storage services. */
  public <T> T storageClient(Class<T> stub) {
    return client(storage, stub);
  }

  /** What was measured. */
  SimpleMeterRegistry meters() {
    return meters;
  }

  @Override
  public void close() {
    var _ = query.closeAsync();
    var _ = storage.closeAsync();
    executor.shutdownNow();
  }

  private static Server start(Consumer<ServerBuilder> services) {
    ServerBuilder builder =
        Server.builder().http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    services.accept(builder);
    Server server = builder.build();
    server.start().join();
    return server;
  }

  private static <T> T client(Server server, Class<T> stub) {
    return GrpcClients.builder("gproto+h2c://127.0.0.1:" + server.activeLocalPort())
        .responseTimeoutMillis(60_000)
        .maxResponseLength(0)
        .build(stub);
  }
}
