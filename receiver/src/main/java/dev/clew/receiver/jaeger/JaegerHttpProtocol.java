// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.jaeger;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.jaeger.JaegerThriftReader;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.codec.thrift.CompactInput;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.HttpAnswers;
import dev.clew.receiver.http.HttpIngestService;
import dev.clew.receiver.http.RefusedException;
import dev.clew.receiver.http.RefusedException.Reason;
import java.util.Locale;

/**
 * What Jaeger's collector takes over HTTP: {@code POST /api/traces}, a Thrift {@code Batch}. It
 * answers 202 when the spans are stored and 400 when they cannot be, a content type that it does
 * not know included.
 *
 * <p>Source: Jaeger's documentation, "APIs", section "Thrift over HTTP".
 */
final class JaegerHttpProtocol implements HttpIngestService.Protocol {

  static final String PATH = "/api/traces";

  private static final ResponseHeaders ACCEPTED =
      ResponseHeaders.builder(HttpStatus.ACCEPTED).contentLength(0).build();

  private final PayloadDecoder binary;
  private final PayloadDecoder compact;

  JaegerHttpProtocol(DecodeLimits limits) {
    binary = new PayloadDecoder(() -> JaegerThriftReader.ofBatch(limits, new BinaryInput()));
    compact = new PayloadDecoder(() -> JaegerThriftReader.ofBatch(limits, new CompactInput()));
  }

  @Override
  public PayloadDecoder decoder(RequestHeaders headers) {
    String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "application/x-thrift", "application/vnd.apache.thrift.binary" -> binary;
      case "application/vnd.apache.thrift.compact" -> compact;
      default ->
          throw new RefusedException(
              Reason.MALFORMED,
              "content-type: "
                  + (contentType.isEmpty() ? "none" : contentType)
                  + " (expected: application/x-thrift)");
    };
  }

  @Override
  public HttpResponse stored(RequestHeaders headers, IngestResult result) {
    return HttpResponse.of(ACCEPTED);
  }

  @Override
  public HttpResponse failed(RequestHeaders headers, Failure failure) {
    return HttpAnswers.failed(failure);
  }
}
