// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.jaeger;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.jaeger.JaegerProtoReader;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.grpc.GrpcIngestService;
import dev.clew.receiver.http.Failure;
import dev.clew.receiver.http.HttpAnswers;

/**
 * What Jaeger's collector takes over gRPC: {@code CollectorService/PostSpans}, whose answer is
 * empty.
 *
 * <p>Source: the published {@code collector.proto} of {@code jaeger.api_v2}.
 */
final class JaegerGrpcMethod implements GrpcIngestService.Method {

  static final String PATH = "/jaeger.api_v2.CollectorService/PostSpans";

  private static final byte[] EMPTY = {};

  private final PayloadDecoder decoder;

  JaegerGrpcMethod(DecodeLimits limits) {
    decoder = new PayloadDecoder(() -> JaegerProtoReader.ofPostSpansRequest(limits));
  }

  @Override
  public PayloadDecoder decoder() {
    return decoder;
  }

  @Override
  public byte[] stored(IngestResult result) {
    return EMPTY;
  }

  @Override
  public String hint() {
    return "Thrift over HTTP is at port 14268, " + JaegerHttpProtocol.PATH;
  }

  @Override
  public HttpResponse failed(RequestHeaders headers, Failure failure) {
    return HttpAnswers.failed(failure);
  }
}
