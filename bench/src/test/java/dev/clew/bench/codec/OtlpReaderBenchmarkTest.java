// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.testkit.Spans;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpReaderBenchmarkTest {

  @ParameterizedTest
  @EnumSource
  void rivals_ofOneRequest_computeTheSame(RequestType type) throws Exception {
    List<Span> ours = Spans.list(benchmark(type).clew());

    assertThat(ours).hasSize(RequestType.SPANS_PER_REQUEST);
    assertThat(Spans.list(benchmark(type).protobufJava())).isEqualTo(ours);
    assertThat(benchmark(type).protobufJavaParseOnly().getResourceSpansList()).isNotEmpty();
  }

  private static OtlpReaderBenchmark benchmark(RequestType type) {
    OtlpReaderBenchmark benchmark = new OtlpReaderBenchmark();
    benchmark.type = type;
    benchmark.makeRequests();
    return benchmark;
  }
}
