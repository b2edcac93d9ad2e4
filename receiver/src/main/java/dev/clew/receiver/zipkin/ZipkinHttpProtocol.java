// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.zipkin;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.HttpAnswers;
import dev.clew.receiver.http.HttpIngestService;
import java.nio.charset.StandardCharsets;

/**
 * One version of Zipkin's {@code POST /spans}. A content type tells the binary format; any other is
 * taken for JSON, as Zipkin's server does. Answers are 202, or a message in Zipkin's words.
 */
final class ZipkinHttpProtocol implements HttpIngestService.Protocol {

  private static final ResponseHeaders ACCEPTED =
      ResponseHeaders.builder(HttpStatus.ACCEPTED).contentLength(0).build();

  /** What failures that other protocols share begin with. */
  private static final String PREFIX = "request: ";

  private static final String NOT_GZIP = PREFIX + "not gzip";

  private final String binaryType;
  private final PayloadDecoder binary;
  private final PayloadDecoder json;

  /** A version whose binary format has this content type. */
  ZipkinHttpProtocol(String binaryType, PayloadDecoder binary, PayloadDecoder json) {
    this.binaryType = binaryType;
    this.binary = binary;
    this.json = json;
  }

  @Override
  public PayloadDecoder decoder(RequestHeaders headers) {
    String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    return contentType.startsWith(binaryType) ? binary : json;
  }

  @Override
  public HttpResponse stored(RequestHeaders headers, IngestResult result) {
    return HttpResponse.of(ACCEPTED);
  }

  @Override
  public HttpResponse failed(RequestHeaders headers, Failure failure) {
    return HttpAnswers.failed(
        failure,
        MediaType.PLAIN_TEXT_UTF_8.toString(),
        message(failure).getBytes(StandardCharsets.UTF_8));
  }

  private static String message(Failure failure) {
    String message = failure.message();
    if (message.startsWith(NOT_GZIP)) {
      return "Cannot gunzip spans";
    }
    return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
  }
}
