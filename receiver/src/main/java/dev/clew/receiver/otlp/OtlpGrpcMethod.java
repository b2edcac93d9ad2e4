// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.otlp;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.ExportTraceResponse;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.pipeline.IngestResult;
import dev.clew.receiver.decode.PayloadDecoder;
import dev.clew.receiver.grpc.GrpcIngestService;
import dev.clew.receiver.http.Failure;

/**
 * OTLP over gRPC: {@code TraceService/Export}.
 *
 * <p>Source: the OTLP specification, section "OTLP/gRPC".
 */
final class OtlpGrpcMethod implements GrpcIngestService.Method {

  static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final PayloadDecoder decoder;

  OtlpGrpcMethod(DecodeLimits limits) {
    decoder = new PayloadDecoder(() -> new OtlpProtoReader(limits));
  }

  @Override
  public PayloadDecoder decoder() {
    return decoder;
  }

  @Override
  public byte[] stored(IngestResult result) {
    return new ExportTraceResponse(result.rejectedCount(), result.rejectionMessage()).toProtobuf();
  }

  @Override
  public String hint() {
    return "OTLP over HTTP is at " + OtlpHttpProtocol.PATH;
  }

  @Override
  public HttpResponse failed(RequestHeaders headers, Failure failure) {
    return OtlpAnswers.failed(OtlpHttpProtocol.answerFormat(headers), failure);
  }
}
