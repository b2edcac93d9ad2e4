// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.grpc.GrpcIngestService;
import dev.clew.receiver.http.IngestEndpoint;
import dev.clew.receiver.http.RequestBuffers;
import dev.clew.receiver.http.RequestLimits;

/** OTLP over gRPC as one route, for a port that serves other things, too. */
public final class OtlpGrpcRoute {

  private final GrpcIngestService service;

  /**
   * A route that is not served yet.
   *
   * @param door what the spans that come in here are counted by
   */
  public OtlpGrpcRoute(SpanIngest ingest, String door, RequestLimits limits) {
    this(ingest, door, limits, new RequestBuffers());
  }

  OtlpGrpcRoute(SpanIngest ingest, String door, RequestLimits limits, RequestBuffers buffers) {
    service =
        new GrpcIngestService(
            new IngestEndpoint(ingest.source(door), buffers, limits.messageBytesMax()),
            new OtlpGrpcMethod(limits.decode()));
  }

  /** Adds the route. */
  public void addTo(ServerBuilder server) {
    server
        .route()
        .path(OtlpGrpcMethod.PATH)
        .maxRequestLength(0)
        .errorHandler(service)
        .build(service);
  }
}
