// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.zipkin;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.codec.zipkin.ZipkinFormat;
import dev.clew.codec.zipkin.ZipkinReader;
import dev.clew.pipeline.IngestSource;
import dev.clew.pipeline.SpanIngest;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.grpc.GrpcIngestService;
import dev.clew.receiver.http.HttpIngestService;
import dev.clew.receiver.http.IngestEndpoint;
import dev.clew.receiver.http.RequestBuffers;
import dev.clew.receiver.http.RequestLimits;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Takes in Zipkin spans: {@code POST /api/v2/spans} (JSON, protobuf), {@code POST /api/v1/spans}
 * (JSON, Thrift) and gRPC's {@code SpanService/Report}. The answer 202 means that the spans are
 * durable and can be found.
 *
 * <p>They are routes and no port of their own because Zipkin's clients find its read API on the
 * same one.
 *
 * <p>Threads: any number of requests at once.
 */
public final class ZipkinRoutes {

  static final String V2_PATH = "/api/v2/spans";
  static final String V1_PATH = "/api/v1/spans";

  private final HttpIngestService v2;
  private final HttpIngestService v1;
  private final GrpcIngestService grpc;

  /**
   * Routes that are not served yet.
   *
   * @param epochNanos the time of arrival
   */
  public ZipkinRoutes(SpanIngest ingest, RequestLimits limits, LongSupplier epochNanos) {
    RequestBuffers buffers = new RequestBuffers();
    IngestSource http = ingest.source("zipkin_http");
    IngestEndpoint endpoint = new IngestEndpoint(http, buffers, limits.messageBytesMax());
    PayloadDecoder protobuf = decoder(ZipkinFormat.PROTO3, limits, epochNanos);
    v2 =
        new HttpIngestService(
            endpoint,
            new ZipkinHttpProtocol(
                "application/x-protobuf",
                protobuf,
                decoder(ZipkinFormat.JSON_V2, limits, epochNanos)));
    v1 =
        new HttpIngestService(
            endpoint,
            new ZipkinHttpProtocol(
                "application/x-thrift",
                decoder(ZipkinFormat.THRIFT, limits, epochNanos),
                decoder(ZipkinFormat.JSON_V1, limits, epochNanos)));
    grpc =
        new GrpcIngestService(
            new IngestEndpoint(ingest.source("zipkin_grpc"), buffers, limits.messageBytesMax()),
            new ZipkinGrpcMethod(protobuf));
  }

  /**
   * Adds the routes.
   *
   * @param cors lets pages of other origins send
   */
  public void addTo(
      ServerBuilder server, Function<? super HttpService, ? extends HttpService> cors) {
    post(server, V2_PATH, v2, cors);
    post(server, V1_PATH, v1, cors);
    server.route().post(ZipkinGrpcMethod.PATH).maxRequestLength(0).errorHandler(grpc).build(grpc);
  }

  private static void post(
      ServerBuilder server,
      String path,
      HttpIngestService service,
      Function<? super HttpService, ? extends HttpService> cors) {
    server
        .route()
        .post(path)
        .maxRequestLength(0)
        .errorHandler(service)
        .decorator(cors)
        .build(service);
  }

  private static PayloadDecoder decoder(
      ZipkinFormat format, RequestLimits limits, LongSupplier epochNanos) {
    return new PayloadDecoder(() -> new ZipkinReader(format, limits.decode(), epochNanos));
  }
}
