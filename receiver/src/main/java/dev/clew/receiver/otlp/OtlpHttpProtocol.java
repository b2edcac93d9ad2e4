// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpJsonReader;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.HttpIngestService;
import dev.clew.receiver.http.RefusedException;
import dev.clew.receiver.http.RefusedException.Reason;

/**
 * OTLP over HTTP: {@code POST /v1/traces} in protobuf or JSON.
 *
 * <p>Source: the OTLP specification, section "OTLP/HTTP".
 */
final class OtlpHttpProtocol implements HttpIngestService.Protocol {

  static final String PATH = "/v1/traces";

  private final PayloadDecoder protobuf;
  private final PayloadDecoder json;

  OtlpHttpProtocol(DecodeLimits limits) {
    protobuf = new PayloadDecoder(() -> new OtlpProtoReader(limits));
    json = new PayloadDecoder(() -> new OtlpJsonReader(limits));
  }

  @Override
  public PayloadDecoder decoder(RequestHeaders headers) {
    String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    OtlpFormat format =
        OtlpFormat.ofHeader(contentType)
            .orElseThrow(() ->
                new RefusedException(
                    Reason.UNSUPPORTED_TYPE,
                    "content-type: "
                        + (contentType.isEmpty() ? "none" : contentType)
                        + " (expected: application/x-protobuf or application/json)"));
    return switch (format) {
      case PROTOBUF -> protobuf;
      case JSON -> json;
    };
  }

  @Override
  public HttpResponse stored(RequestHeaders headers, IngestResult result) {
    return OtlpAnswers.stored(answerFormat(headers), result);
  }

  @Override
  public HttpResponse failed(RequestHeaders headers, Failure failure) {
    return OtlpAnswers.failed(answerFormat(headers), failure);
  }

  /** Protobuf speaks protobuf; whoever sends something else is answered in what people can read. */
  static OtlpFormat answerFormat(RequestHeaders headers) {
    return OtlpFormat.ofHeader(headers.get(HttpHeaderNames.CONTENT_TYPE, ""))
        .orElse(OtlpFormat.JSON);
  }
}
