// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.zipkin;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.grpc.GrpcIngestService;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.HttpAnswers;

/** Zipkin over gRPC: {@code SpanService/Report} of a {@code ListOfSpans}, answered with nothing. */
final class ZipkinGrpcMethod implements GrpcIngestService.Method {

  static final String PATH = "/zipkin.proto3.SpanService/Report";

  private final PayloadDecoder decoder;

  ZipkinGrpcMethod(PayloadDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public PayloadDecoder decoder() {
    return decoder;
  }

  @Override
  public byte[] stored(IngestResult result) {
    return new byte[0];
  }

  @Override
  public String hint() {
    return "Zipkin over HTTP is at " + ZipkinRoutes.V2_PATH;
  }

  @Override
  public HttpResponse failed(RequestHeaders headers, Failure failure) {
    return HttpAnswers.failed(failure);
  }
}
