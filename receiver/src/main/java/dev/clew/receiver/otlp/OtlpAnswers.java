// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.codec.otlp.ExportTraceResponse;
import dev.clew.codec.otlp.RpcStatus;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.HttpAnswers;

/** What OTLP over HTTP answers, in the format of the request. */
final class OtlpAnswers {

  private OtlpAnswers() {}

  /** All or some spans are stored. */
  static HttpResponse stored(OtlpFormat format, IngestResult result) {
    ExportTraceResponse response =
        new ExportTraceResponse(result.rejectedCount(), result.rejectionMessage());
    byte[] body = format == OtlpFormat.JSON ? response.toJson() : response.toProtobuf();
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .set(HttpHeaderNames.CONTENT_TYPE, format.mediaType())
            .contentLength(body.length)
            .build(),
        HttpData.wrap(body));
  }

  /** Nothing is stored. */
  static HttpResponse failed(OtlpFormat format, Failure failure) {
    RpcStatus status = failure.rpcStatus();
    return HttpAnswers.failed(
        failure,
        format.mediaType(),
        format == OtlpFormat.JSON ? status.toJson() : status.toProtobuf());
  }
}
