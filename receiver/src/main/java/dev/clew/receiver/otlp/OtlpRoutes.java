// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.cors.CorsService;
import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.grpc.GrpcHealthService;
import dev.clew.receiver.http.HttpIngestService;
import dev.clew.receiver.http.IngestEndpoint;
import dev.clew.receiver.http.RequestBuffers;
import dev.clew.receiver.http.RequestLimits;
import java.time.Duration;
import java.util.List;

/** Which path is answered by what. */
final class OtlpRoutes {

  private static final Duration CORS_AGE_MAX = Duration.ofHours(2);

  /** For requests that are not exports: their bodies are not read. */
  private static final int OTHER_BYTES_MAX = 64 << 10;

  private final OtlpGrpcRoute grpc;
  private final HttpIngestService http;
  private final GrpcHealthService health;
  private final List<String> corsOrigins;

  OtlpRoutes(SpanIngest ingest, OtlpReceiverConfig config) {
    RequestBuffers buffers = new RequestBuffers();
    RequestLimits limits = config.limits();
    grpc = new OtlpGrpcRoute(ingest, "otlp_grpc", limits, buffers);
    http =
        new HttpIngestService(
            new IngestEndpoint(ingest.source("otlp_http"), buffers, limits.messageBytesMax()),
            new OtlpHttpProtocol(limits.decode()));
    health = new GrpcHealthService(ingest);
    corsOrigins = config.corsOrigins();
  }

  /** Adds the routes. Both ports get all of them, because senders mix the two up. */
  void addTo(ServerBuilder server) {
    server.maxRequestLength(OTHER_BYTES_MAX);
    grpc.addTo(server);
    var traces = server.route().path(OtlpHttpProtocol.PATH).maxRequestLength(0).errorHandler(http);
    if (!corsOrigins.isEmpty()) {
      traces.decorator(
          CorsService.builder(corsOrigins)
              .allowRequestMethods(HttpMethod.POST)
              .allowAllRequestHeaders(true)
              .maxAge(CORS_AGE_MAX)
              .newDecorator());
    }
    traces.build(http);
    server.service(GrpcHealthService.PATH, health);
    server.serviceUnder("/", new UnknownPathService());
  }
}
