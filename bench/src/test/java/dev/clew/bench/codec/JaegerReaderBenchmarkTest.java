// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.codec.DecodeLimits;
import dev.clew.codec.otlp.OtlpProtoReader;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.testkit.Spans;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JaegerReaderBenchmarkTest {

  /** A benchmark of requests that are refused, or of other spans, would measure nothing. */
  @ParameterizedTest
  @EnumSource
  void everySpanOfARequest_isRead(JaegerForm form) {
    JaegerReaderBenchmark benchmark = new JaegerReaderBenchmark();
    benchmark.form = form;
    benchmark.makeRequests();

    SpanBatch read = benchmark.clew();

    SpanBatchBuilder expected = new SpanBatchBuilder();
    byte[] otlp = RequestType.ML.requests(2)[1];
    new OtlpProtoReader(DecodeLimits.defaults()).read(otlp, 0, otlp.length, expected);
    assertThat(read.spanCount()).isEqualTo(RequestType.SPANS_PER_REQUEST);
    assertThat(Spans.list(read).stream().map(span -> span.name() + span.spanId()).toList())
        .isEqualTo(
            Spans.list(expected.view()).stream().map(span -> span.name() + span.spanId()).toList());
  }
}
