// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.http;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServiceErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;

/**
 * A path at which spans are posted over HTTP, plain or compressed.
 *
 * <p>Its route must have a {@code maxRequestLength} of 0, since this keeps to a limit of its own,
 * and this as its error handler.
 */
public final class HttpIngestService implements HttpService, ServiceErrorHandler {

  /** What one protocol says differently from another. */
  public interface Protocol {

    /**
     * What decodes the body of a request with these headers.
     *
     * @throws RefusedException if nothing does
     */
    PayloadDecoder decoder(RequestHeaders headers);

    /** The answer when all spans are stored, or all but those that were rejected. */
    HttpResponse stored(RequestHeaders headers, IngestResult result);

    /** The answer when nothing is stored. */
    HttpResponse failed(RequestHeaders headers, Failure failure);
  }

  private final IngestEndpoint endpoint;
  private final Protocol protocol;

  /** A service that speaks this protocol. */
  public HttpIngestService(IngestEndpoint endpoint, Protocol protocol) {
    this.endpoint = endpoint;
    this.protocol = protocol;
  }

  /** Requests come in as a stream, so that their size is known to the queue while they come. */
  @Override
  public ExchangeType exchangeType(RoutingContext routingContext) {
    return ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    RequestHeaders headers = req.headers();
    try {
      if (headers.method() != HttpMethod.POST) {
        throw RefusedException.wrongMethod(headers.method());
      }
      PayloadDecoder decoder = protocol.decoder(headers);
      return HttpResponse.of(
          endpoint
              .accept(ctx, req, PlainBody.of(headers), decoder)
              .handle((result, failure) ->
                  failure == null
                      ? protocol.stored(headers, result)
                      : protocol.failed(headers, endpoint.failure(ctx, failure))));
    } catch (RefusedException e) {
      return protocol.failed(headers, endpoint.failure(ctx, e));
    }
  }

  /** Where Armeria itself ends a request: time-outs, connections lost. */
  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    return protocol.failed(ctx.request().headers(), endpoint.failure(ctx, cause));
  }
}
