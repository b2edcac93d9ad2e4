// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.query.clew.TraceApi;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.http.QueryTurns;
import dev.clew.query.jaeger.JaegerApi;
import dev.clew.query.jaeger.TraceSource;
import dev.clew.query.jaeger.adjust.Adjustments;
import dev.clew.query.jaeger.grpc.JaegerGrpc;
import dev.clew.query.jaeger.v3.JaegerV3Api;
import dev.clew.query.ui.JaegerUi;
import dev.clew.receiver.otlp.OtlpGrpcRoute;
import dev.clew.server.config.Ports.Listener;
import dev.clew.server.config.ServerConfig;
import dev.clew.store.TraceStore;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The ports that answer Jaeger's clients, and what is served there. */
final class QueryPorts {

  private final ServerConfig config;
  private final QueryTurns turns;
  private final TraceStore store;
  private final TraceSource traces;

  QueryPorts(ServerConfig config, QueryTurns turns, TraceStore store) {
    this.config = config;
    this.turns = turns;
    this.store = store;
    this.traces =
        new TraceSource(
            store.reader(),
            new Adjustments(
                config.jaegerQuery().clockSkewMax(), config.jaegerQuery().adjustedSpansMax()));
  }

  /** Where the APIs get their traces from. */
  TraceSource traces() {
    return traces;
  }

  /** Adds Jaeger's HTTP APIs and its web UI, if there is one, to the port of the query APIs. */
  void addHttpTo(ServerBuilder server, QueryRunner runner) {
    addApisTo(server, runner, config.ui().basePath());
    config
        .jaegerQuery()
        .ui()
        .ifPresent(ui -> {
          addApisTo(server, runner, ui.path());
          new JaegerUi(ui, Files::readAllBytes, store.reader().capabilities()).addTo(server);
        });
  }

  /** Jaeger's query services over gRPC. */
  HttpPort grpc() {
    return port(
        config.ports().queryGrpc(),
        server -> new JaegerGrpc(traces, turns).addQueryServices(server, store.admin()));
  }

  /** Remote storage for a Jaeger, to read from and to write to. */
  HttpPort storage(OtlpGrpcRoute writes) {
    return port(
        config.ports().jaegerStorage(),
        server -> {
          new JaegerGrpc(traces, turns).addStorageServices(server);
          writes.addTo(server);
        });
  }

  private void addApisTo(ServerBuilder server, QueryRunner runner, String basePath) {
    new JaegerApi(traces, store.admin(), runner, InstantSource.system()).addTo(server, basePath);
    new JaegerV3Api(traces, runner).addTo(server, basePath);
    new TraceApi(store.admin(), runner, config.jaegerQuery().deleteEnabled())
        .addTo(server, basePath);
  }

  private HttpPort port(Listener listener, Consumer<ServerBuilder> services) {
    return new HttpPort(config.host(), listener, config.shutdownTimeout(), services);
  }
}
