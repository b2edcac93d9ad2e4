// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServiceErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.receiver.otlp.RefusedException.Reason;

/**
 * OTLP over HTTP: {@code POST /v1/traces} in protobuf or JSON.
 *
 * <p>Source: the OTLP specification, section "OTLP/HTTP".
 */
final class OtlpHttpService implements HttpService, ServiceErrorHandler {

  static final String PATH = "/v1/traces";

  private final Exporter exporter;

  OtlpHttpService(Exporter exporter) {
    this.exporter = exporter;
  }

  /** Requests come in as a stream, so that their size is known to the queue while they come. */
  @Override
  public ExchangeType exchangeType(RoutingContext routingContext) {
    return ExchangeType.REQUEST_STREAMING;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    OtlpFormat format = answerFormat(req.headers());
    try {
      PlainBody body = body(req.headers());
      return HttpResponse.of(
          exporter
              .export(ctx, req, body)
              .handle((result, failure) ->
                  failure == null
                      ? HttpAnswers.stored(format, result)
                      : HttpAnswers.failed(format, exporter.failure(ctx, failure))));
    } catch (RefusedException e) {
      return HttpAnswers.failed(format, exporter.failure(ctx, e));
    }
  }

  /** Where Armeria itself ends a request: time-outs, connections lost. */
  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    return HttpAnswers.failed(answerFormat(ctx.request().headers()), exporter.failure(ctx, cause));
  }

  /** Protobuf speaks protobuf; whoever sends something else is answered in what people can read. */
  static OtlpFormat answerFormat(RequestHeaders headers) {
    return OtlpFormat.ofHeader(headers.get(HttpHeaderNames.CONTENT_TYPE, ""))
        .orElse(OtlpFormat.JSON);
  }

  private static PlainBody body(RequestHeaders headers) {
    if (headers.method() != HttpMethod.POST) {
      throw new RefusedException(
          Reason.WRONG_METHOD, "method: " + headers.method() + " (expected: POST)");
    }
    String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    OtlpFormat format =
        OtlpFormat.ofHeader(contentType)
            .orElseThrow(() ->
                new RefusedException(
                    Reason.UNSUPPORTED_TYPE,
                    "content-type: "
                        + (contentType.isEmpty() ? "none" : contentType)
                        + " (expected: application/x-protobuf or application/json)"));
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "");
    ContentCoding coding =
        ContentCoding.ofHeader(encoding)
            .orElseThrow(() -> RefusedException.unsupportedEncoding("content-encoding", encoding));
    return new PlainBody(coding, format);
  }

  /** The body is the message. */
  private record PlainBody(ContentCoding coding, OtlpFormat format) implements Message.Framing {
    @Override
    public int frameBytes() {
      return 0;
    }

    @Override
    public Message locate(byte[] body, int length) {
      return new Message(0, length, coding, format);
    }
  }
}
