// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServiceErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.codec.otlp.ExportTraceResponse;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.otlp.RefusedException.Reason;
import java.time.Duration;

/**
 * OTLP over gRPC: {@code TraceService/Export}, straight on HTTP/2. A unary call is a framed body
 * and two trailers, so a gRPC library would only add copies, objects and threads between the
 * network and the decoder.
 *
 * <p>Source: the OTLP specification, section "OTLP/gRPC".
 */
final class OtlpGrpcService implements HttpService, ServiceErrorHandler {

  static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final Exporter exporter;

  OtlpGrpcService(Exporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public ExchangeType exchangeType(RoutingContext routingContext) {
    return ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    RequestHeaders headers = req.headers();
    if (!GrpcHeaders.isGrpc(headers)) {
      return HttpAnswers.failed(
          OtlpHttpService.answerFormat(headers), exporter.failure(ctx, notGrpc(headers)));
    }
    try {
      ContentCoding coding = GrpcHeaders.messageCoding(headers);
      GrpcHeaders.timeout(headers).ifPresent(timeout -> shortenTimeout(ctx, timeout));
      return HttpResponse.of(
          exporter
              .export(ctx, req, new GrpcFrame(coding))
              .handle((result, failure) ->
                  failure == null
                      ? stored(result)
                      : GrpcAnswers.failed(exporter.failure(ctx, failure))));
    } catch (RefusedException e) {
      return GrpcAnswers.failed(exporter.failure(ctx, e));
    }
  }

  /** Where Armeria itself ends a request: time-outs, connections lost. */
  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    return GrpcAnswers.failed(exporter.failure(ctx, cause));
  }

  private static HttpResponse stored(IngestResult result) {
    return GrpcAnswers.message(
        new ExportTraceResponse(result.rejectedCount(), result.rejectionMessage()).toProtobuf());
  }

  /** The caller gives up then, so there is nobody to answer any more. */
  private static void shortenTimeout(ServiceRequestContext ctx, Duration timeout) {
    if (ctx.requestTimeoutMillis() == 0 || timeout.toMillis() < ctx.requestTimeoutMillis()) {
      ctx.setRequestTimeout(TimeoutMode.SET_FROM_START, timeout);
    }
  }

  private static RefusedException notGrpc(RequestHeaders headers) {
    return headers.method() == HttpMethod.POST
        ? new RefusedException(
            Reason.UNSUPPORTED_TYPE,
            "content-type: not gRPC (expected: application/grpc; OTLP over HTTP is at "
                + OtlpHttpService.PATH
                + ")")
        : new RefusedException(
            Reason.WRONG_METHOD, "method: " + headers.method() + " (expected: POST)");
  }
}
