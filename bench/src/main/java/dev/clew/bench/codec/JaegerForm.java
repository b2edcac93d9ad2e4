// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.PayloadReader;
import dev.clew.codec.jaeger.JaegerProtoReader;
import dev.clew.codec.jaeger.JaegerThriftReader;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.codec.thrift.BinaryInput;
import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.Spans;
import java.util.List;
import java.util.stream.Stream;

/** What Jaeger's clients send. */
public enum JaegerForm {
  /** A {@code Batch} in binary Thrift, as over HTTP. */
  THRIFT,
  /** A {@code PostSpansRequest}. */
  PROTOBUF;

  /** A reader of it. */
  PayloadReader reader(DecodeLimits limits) {
    return switch (this) {
      case THRIFT -> JaegerThriftReader.ofBatch(limits, new BinaryInput());
      case PROTOBUF -> JaegerProtoReader.ofPostSpansRequest(limits);
    };
  }

  /**
   * The requests of a workload in this form: the same spans, all of them by the process that is the
   * first span's, since a client speaks for one process.
   */
  byte[][] requests(RequestType type, int count) {
    return Stream.of(type.requests(count)).map(this::translated).toArray(byte[][]::new);
  }

  private byte[] translated(byte[] otlp) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    new OtlpProtoReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, builder);
    List<Span> spans = Spans.list(builder.view());
    return switch (this) {
      case THRIFT -> JaegerThriftBatch.of(spans);
      case PROTOBUF -> JaegerProtoBatch.of(spans);
    };
  }
}
