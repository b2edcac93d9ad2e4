// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.grpc;

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
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.http.ContentCoding;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.IngestEndpoint;
import dev.clew.receiver.http.RefusedException;
import dev.clew.receiver.http.RefusedException.Reason;
import java.time.Duration;

/**
 * A unary gRPC method that takes spans, straight on HTTP/2.
 *
 * <p>Its route must have a {@code maxRequestLength} of 0, since this keeps to a limit of its own,
 * and this as its error handler.
 */
public final class GrpcIngestService implements HttpService, ServiceErrorHandler {

  /** What one method says differently from another. */
  public interface Method {

    /** What decodes the request message. */
    PayloadDecoder decoder();

    /** The response message when all spans are stored, or all but those that were rejected. */
    byte[] stored(IngestResult result);

    /** Where else somebody who does not speak gRPC should look. */
    String hint();

    /** The answer to a request that is not gRPC. */
    HttpResponse failed(RequestHeaders headers, Failure failure);
  }

  private final IngestEndpoint endpoint;
  private final Method method;

  /** A service for this method. */
  public GrpcIngestService(IngestEndpoint endpoint, Method method) {
    this.endpoint = endpoint;
    this.method = method;
  }

  @Override
  public ExchangeType exchangeType(RoutingContext routingContext) {
    return ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    RequestHeaders headers = req.headers();
    if (!GrpcHeaders.isGrpc(headers)) {
      return method.failed(headers, endpoint.failure(ctx, notGrpc(headers)));
    }
    try {
      ContentCoding coding = GrpcHeaders.messageCoding(headers);
      GrpcHeaders.timeout(headers).ifPresent(timeout -> shortenTimeout(ctx, timeout));
      return HttpResponse.of(
          endpoint
              .accept(ctx, req, new GrpcFrame(coding), method.decoder())
              .handle((result, failure) ->
                  failure == null
                      ? GrpcAnswers.message(method.stored(result))
                      : GrpcAnswers.failed(endpoint.failure(ctx, failure))));
    } catch (RefusedException e) {
      return GrpcAnswers.failed(endpoint.failure(ctx, e));
    }
  }

  /** Where Armeria itself ends a request: time-outs, connections lost. */
  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    return GrpcAnswers.failed(endpoint.failure(ctx, cause));
  }

  /** The caller gives up then, so there is nobody to answer any more. */
  private static void shortenTimeout(ServiceRequestContext ctx, Duration timeout) {
    if (ctx.requestTimeoutMillis() == 0 || timeout.toMillis() < ctx.requestTimeoutMillis()) {
      ctx.setRequestTimeout(TimeoutMode.SET_FROM_START, timeout);
    }
  }

  private RefusedException notGrpc(RequestHeaders headers) {
    return headers.method() == HttpMethod.POST
        ? new RefusedException(
            Reason.UNSUPPORTED_TYPE,
            "content-type: not gRPC (expected: application/grpc; " + method.hint() + ")")
        : RefusedException.wrongMethod(headers.method());
  }
}
