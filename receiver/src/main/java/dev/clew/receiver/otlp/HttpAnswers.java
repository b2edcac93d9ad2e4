// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.codec.otlp.ExportTraceResponse;
import dev.clew.codec.otlp.RpcStatus;
import dev.clew.pipeline.IngestResult;

/** What OTLP over HTTP answers, in the format of the request. */
final class HttpAnswers {

  private HttpAnswers() {}

  /** All or some spans are stored. */
  static HttpResponse stored(OtlpFormat format, IngestResult result) {
    ExportTraceResponse response =
        new ExportTraceResponse(result.rejectedCount(), result.rejectionMessage());
    return answer(
        ResponseHeaders.builder(HttpStatus.OK),
        format,
        format == OtlpFormat.JSON ? response.toJson() : response.toProtobuf());
  }

  /** Nothing is stored. */
  static HttpResponse failed(OtlpFormat format, Failure failure) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(failure.httpStatus());
    if (failure.isRetryable()) {
      headers.setLong(HttpHeaderNames.RETRY_AFTER, wholeSeconds(failure));
    }
    if (failure.httpStatus() == 405) {
      headers.set(HttpHeaderNames.ALLOW, HttpMethod.POST.name());
    }
    if (failure.httpStatus() == 415) {
      headers.set(HttpHeaderNames.ACCEPT_ENCODING, ContentCoding.ALL);
    }
    RpcStatus status = failure.rpcStatus();
    return answer(
        headers, format, format == OtlpFormat.JSON ? status.toJson() : status.toProtobuf());
  }

  /** The header has no fractions, and 0 would mean at once. */
  private static long wholeSeconds(Failure failure) {
    return Math.max(1, failure.retryAfter().plusMillis(999).toSeconds());
  }

  private static HttpResponse answer(
      ResponseHeadersBuilder headers, OtlpFormat format, byte[] body) {
    return HttpResponse.of(
        headers
            .set(HttpHeaderNames.CONTENT_TYPE, format.mediaType())
            .contentLength(body.length)
            .build(),
        HttpData.wrap(body));
  }
}
