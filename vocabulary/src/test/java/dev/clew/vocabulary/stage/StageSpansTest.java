// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageSpansTest {

  private static final long MS = 1_000_000;

  @Test
  void added_timesOfAnEngine_areLaidOneBehindTheOther() {
    SpanSpec call =
        call(2)
            .durationNanos(100 * MS)
            .derived("ml.queue_time", new DoubleValue(0.010))
            .derived("ml.prefill_time", new DoubleValue(0.030))
            .derived("ml.decode_time", new DoubleValue(0.080));

    List<Span> all = Spans.list(StageSpans.added(Spans.batch(call.build())));

    assertThat(all.getFirst()).isEqualTo(call.build());
    assertThat(all.subList(1, all.size()))
        .extracting(Span::name, Span::parentSpanId, StageSpansTest::startMs, StageSpansTest::endMs)
        .containsExactly(
            tuple("queue", 2L, 0L, 10L),
            tuple("prefill", 2L, 10L, 40L),
            tuple("decode", 2L, 40L, 100L));
    assertThat(all.subList(1, all.size()))
        .allSatisfy(span -> {
          assertThat(span.scope().name()).isEqualTo(StageSpans.SCOPE_NAME);
          assertThat(span.resource()).isEqualTo(all.getFirst().resource());
          assertThat(span.attributes().entries().getFirst().key()).isEqualTo(StageSpans.MARKER);
        });
  }

  @Test
  void added_twice_hasTheSameIds() {
    SpanBatch trace =
        Spans.batch(
            call(2).derived("ml.queue_time", new DoubleValue(0.0001)).build(),
            call(3).derived("ml.queue_time", new DoubleValue(0.0001)).build());
    SpanBatch one = StageSpans.added(trace);
    assertThat(Spans.list(StageSpans.added(trace))).isEqualTo(Spans.list(one));
    assertThat(Spans.list(one)).extracting(Span::spanId).doesNotHaveDuplicates();
    assertThat(StageSpans.isDerived(one, 0)).isFalse();
    assertThat(StageSpans.isDerived(one, 2)).isTrue();
  }

  @Test
  void added_callThatHasStages_getsNone() {
    SpanBatch trace =
        Spans.batch(
            call(2).attribute("ml.queue_time", 0.0001).build(),
            Spans.span(1, 3).parent(2).name("queue").derived("ml.operation", "queue").build());
    assertThat(StageSpans.added(trace)).isSameAs(trace);
  }

  @Test
  void added_waitBeforeTheSpan_isNoStage() {
    SpanBatch trace =
        Spans.batch(
            Spans.span(1, 2)
                .derived("ml.operation", "pipeline_task")
                .derived("ml.queue_time", new DoubleValue(5))
                .build());
    assertThat(StageSpans.added(trace)).isSameAs(trace);
  }

  @Test
  void added_tritonEvents_areStagesOfTheirSpans() {
    SpanBatch trace =
        Spans.batch(
            Spans.span(1, 2)
                .name("resnet")
                .durationNanos(50 * MS)
                .event("REQUEST_START", 0)
                .event("QUEUE_START", MS)
                .build(),
            Spans.span(1, 3)
                .parent(2)
                .name("compute")
                .startsAfterNanos(9 * MS)
                .durationNanos(30 * MS)
                .event("COMPUTE_START", MS)
                .event("COMPUTE_INPUT_END", 3 * MS)
                .event("COMPUTE_OUTPUT_START", 21 * MS)
                .event("COMPUTE_END", 22 * MS)
                .build());

    List<Span> all = Spans.list(StageSpans.added(trace));

    assertThat(all.subList(2, all.size()))
        .extracting(Span::name, Span::parentSpanId, StageSpansTest::startMs, StageSpansTest::endMs)
        .containsExactlyInAnyOrder(
            tuple("queue", 2L, 1L, 10L),
            tuple("compute input", 3L, 10L, 12L),
            tuple("compute infer", 3L, 12L, 30L),
            tuple("compute output", 3L, 30L, 31L));
  }

  private static SpanSpec call(long id) {
    return Spans.span(1, id).name("llm_request").derived("ml.operation", "generate_content");
  }

  private static long startMs(Span span) {
    return (span.startNanos() - RandomSpans.BASE_NANOS) / MS;
  }

  private static long endMs(Span span) {
    return (span.endNanos() - RandomSpans.BASE_NANOS) / MS;
  }
}
