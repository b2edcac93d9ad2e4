// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.jaeger;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.grpc.GrpcHealthService;
import dev.clew.receiver.grpc.GrpcIngestService;
import dev.clew.receiver.http.HttpIngestService;
import dev.clew.receiver.http.IngestEndpoint;
import dev.clew.receiver.http.RequestBuffers;
import dev.clew.receiver.http.RequestLimits;

/** Which path is answered by what. */
final class JaegerRoutes {

  /** For requests that bring no spans: their bodies are not read. */
  private static final int OTHER_BYTES_MAX = 64 << 10;

  private final GrpcIngestService grpc;
  private final HttpIngestService http;
  private final GrpcHealthService health;

  JaegerRoutes(SpanIngest ingest, RequestLimits limits) {
    RequestBuffers buffers = new RequestBuffers();
    grpc =
        new GrpcIngestService(
            new IngestEndpoint(ingest.source("jaeger_grpc"), buffers, limits.messageBytesMax()),
            new JaegerGrpcMethod(limits.decode()));
    http =
        new HttpIngestService(
            new IngestEndpoint(ingest.source("jaeger_http"), buffers, limits.messageBytesMax()),
            new JaegerHttpProtocol(limits.decode()));
    health = new GrpcHealthService(ingest);
  }

  void addGrpc(ServerBuilder server) {
    server.maxRequestLength(OTHER_BYTES_MAX);
    server.route().path(JaegerGrpcMethod.PATH).maxRequestLength(0).errorHandler(grpc).build(grpc);
    server.service(GrpcHealthService.PATH, health);
  }

  void addHttp(ServerBuilder server) {
    server.maxRequestLength(OTHER_BYTES_MAX);
    server.route().path(JaegerHttpProtocol.PATH).maxRequestLength(0).errorHandler(http).build(http);
  }
}
