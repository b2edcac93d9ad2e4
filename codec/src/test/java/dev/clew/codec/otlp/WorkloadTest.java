// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.Span;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.load.LoadPlan;
import dev.clew.testkit.load.MlWorkload;
import dev.clew.testkit.load.TracegenWorkload;
import dev.clew.testkit.load.Workload;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The load generators encode by hand; protobuf-java says whether what they send is what they say.
 */
class WorkloadTest {

  static Stream<Arguments> workloads() {
    return Stream.of(
        Arguments.of(MlWorkload.of(LoadPlan.defaults()), 12, 6),
        Arguments.of(TracegenWorkload.of(LoadPlan.defaults()), 10, 1));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void next_again_makesWholeTracesWithNewIds(Workload workload, int spansPerTrace, int services)
      throws Exception {
    List<Span> spans = new ArrayList<>(decode(workload.next()));
    spans.addAll(decode(workload.next()));

    Map<TraceId, List<Span>> traces = spans.stream().collect(groupingBy(Span::traceId));
    assertThat(spans).hasSize(2 * workload.spansPerRequest());
    assertThat(traces).hasSize(spans.size() / spansPerTrace);
    assertThat(spans.stream().map(Span::spanId).distinct()).hasSameSizeAs(spans);
    for (List<Span> trace : traces.values()) {
      assertWholeTrace(trace, spansPerTrace, services);
    }
  }

  private static void assertWholeTrace(List<Span> trace, int spanCount, int services) {
    assertThat(trace).hasSize(spanCount);
    assertThat(trace.stream().map(WorkloadTest::serviceName).distinct()).hasSize(services);
    Map<Long, Span> byId = trace.stream().collect(Collectors.toMap(Span::spanId, span -> span));
    assertThat(trace).filteredOn(span -> span.parentSpanId() == 0).hasSize(1);
    for (Span span : trace) {
      assertThat(span.startNanos()).isBetween(RandomSpans.BASE_NANOS, span.endNanos());
      Span parent = byId.get(span.parentSpanId());
      if (parent != null) {
        assertThat(span.startNanos()).isGreaterThanOrEqualTo(parent.startNanos());
      }
    }
  }

  @Test
  void mlWorkload_perSpan_hasTheSizeOfRealOnes() throws Exception {
    Workload workload = MlWorkload.of(LoadPlan.defaults());

    byte[] request = workload.next();
    List<Span> spans = decode(request);

    assertThat((double) request.length / spans.size()).isBetween(230.0, 265.0);
    assertThat(spans.stream().mapToInt(span -> span.attributes().entries().size()).average())
        .hasValueCloseTo(5.5, within(0.5));
    assertThat(spans)
        .allSatisfy(span -> assertThat(span.resource().attributes().entries()).hasSize(9));
  }

  @Test
  void mlWorkload_overManyRequests_hasManyUsersAndFewModels() throws Exception {
    Workload workload = MlWorkload.of(LoadPlan.defaults());
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      spans.addAll(decode(workload.next()));
    }

    assertThat(values(spans, "user.id")).hasSizeGreaterThan(1_500);
    assertThat(values(spans, "request.id")).hasSize(1_600);
    assertThat(values(spans, "ml.model.name")).hasSize(4);
    assertThat(spans).anyMatch(span -> span.status().code() == StatusCode.ERROR);
    assertThat(spans.stream().filter(span -> span.status().code() == StatusCode.ERROR).count())
        .isLessThan(spans.size() / 20);
  }

  @Test
  void tracegenWorkload_perSpan_hasElevenDistinctKeysAnd327Bytes() throws Exception {
    Workload workload = TracegenWorkload.of(LoadPlan.defaults());

    byte[] request = workload.next();
    List<Span> spans = decode(request);

    assertThat((double) request.length / spans.size()).isCloseTo(327, within(5.0));
    for (Span span : spans) {
      assertThat(span.attributes().entries().stream().map(Entry::key).distinct()).hasSize(11);
    }
    Set<String> keys =
        spans.stream()
            .flatMap(span -> span.attributes().entries().stream())
            .map(Entry::key)
            .collect(Collectors.toSet());
    assertThat(keys).hasSize(97);
  }

  @Test
  void next_ofEqualSeeds_isTheSame() {
    Workload one = MlWorkload.of(LoadPlan.defaults().withSeed(7));
    Workload same = MlWorkload.of(LoadPlan.defaults().withSeed(7));
    Workload other = MlWorkload.of(LoadPlan.defaults().withSeed(8));
    one.next();
    same.next();
    other.next();

    assertThat(one.next()).isEqualTo(same.next()).isNotEqualTo(other.next());
  }

  private static List<Span> decode(byte[] request) throws Exception {
    return ProtobufOracle.decode(TracesData.parseFrom(request));
  }

  private static AttributeValue serviceName(Span span) {
    return span.resource().attributes().entries().getFirst().value();
  }

  private static Set<AttributeValue> values(List<Span> spans, String key) {
    return spans.stream()
        .flatMap(span -> span.attributes().entries().stream())
        .filter(entry -> entry.key().equals(key))
        .map(Entry::value)
        .collect(Collectors.toSet());
  }
}
