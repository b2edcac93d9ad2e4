// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Projection;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.TraceChunks;
import dev.clew.store.TraceStore;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes in comes out: spans by trace id. */
abstract class WritingTests extends StoreTests {

  private static final int LARGE_TRACE_SPANS = 10_008;

  WritingTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void append_span_isFoundAtOnce() {
    Span span = span(7, 1).attribute("model", "resnet").build();

    append(span);

    assertThat(trace(7)).containsExactly(CanonicalSpan.of(span));
    assertThat(tracesWith(SpanFilter.all())).containsExactly(7L);
  }

  @Test
  void traces_many_comeWholeAndOnce() {
    List<Span> spans = CanonicalSpan.of(new RandomSpans(815).spans(600));
    for (int i = 0;
        i < spans.size();
        i += 50) { // many traces begin in one batch and end in another
      append(spans.subList(i, i + 50));
    }
    append(spans.subList(0, 20));
    Set<TraceId> known = spans.stream().map(Span::traceId).collect(toSet());
    List<TraceId> ids = new ArrayList<>(known);
    ids.addAll(ids.subList(0, 3));
    ids.add(new TraceId(1, 2));

    Map<TraceId, List<Span>> found = new HashMap<>();
    try (TraceChunks chunks = reader().traces(ids, Projection.ALL, CONTEXT)) {
      while (chunks.hasNext()) {
        CanonicalSpan.of(Spans.list(chunks.next())).stream()
            .collect(groupingBy(Span::traceId))
            .forEach((id, whole) -> assertThat(found.put(id, whole)).isNull());
      }
    }

    assertThat(found.keySet()).isEqualTo(known);
    found.forEach(
        (id, whole) -> assertThat(whole).containsExactlyInAnyOrderElementsOf(trace(store(), id)));
  }

  @Test
  void dataVersion_isAnotherOne_afterAnythingWasWritten() {
    OptionalLong before = reader().dataVersion();
    append(span(1, 1).build());
    OptionalLong after = reader().dataVersion();

    assertThat(after.isPresent()).isEqualTo(before.isPresent());
    assertThat(after.isPresent() && after.equals(before)).isFalse();
    assertThat(reader().dataVersion()).isEqualTo(after);
  }

  @Test
  void append_everyFieldOfOtlp_comesBack() {
    List<Span> spans = CanonicalSpan.of(new RandomSpans(4711).spans(500));

    append(spans);

    Map<TraceId, List<Span>> traces = spans.stream().collect(groupingBy(Span::traceId));
    traces.forEach((id, expected) ->
        assertThat(trace(store(), id)).containsExactlyInAnyOrderElementsOf(expected));
  }

  @Test
  void append_emptyBatch_isAccepted() {
    append();

    assertThat(tracesWith(SpanFilter.all())).isEmpty();
  }

  /** Receivers decode every request into the same builder. */
  @Test
  void append_viewOfBuilder_isCopiedBeforeTheFutureCompletes() {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    Spans.addTo(builder, List.of(span(1, 1).name("first").attribute("a", "1").build()));
    append(store(), builder.view());
    builder.clear();
    Spans.addTo(builder, List.of(span(2, 2).name("second").attribute("b", "2").build()));
    append(store(), builder.view());
    builder.clear();

    assertThat(trace(1)).extracting(Span::name).containsExactly("first");
    assertThat(trace(2)).extracting(Span::name).containsExactly("second");
  }

  @Test
  void append_valueOfTenMegabytes_comesBackWhole() {
    String prompt = "0123456789".repeat(1 << 20);
    Span span =
        span(1, 1)
            .attribute("gen_ai.prompt", prompt)
            .event("chunk", 5, new Entry("content", new StringValue(prompt + "!")))
            .build();

    append(span, span(2, 1).build());

    assertThat(trace(1).equals(List.of(CanonicalSpan.of(span)))).isTrue();
  }

  @Test
  void append_traceInSeveralBatches_isOneTrace() {
    Span root = span(1, 1).build();
    Span child = span(1, 2).parent(1).startsAfterNanos(10).build();
    Span late = span(1, 3).parent(1).startsAfterNanos(5).build();

    append(root, span(2, 1).build());
    append(child);
    append(late, span(3, 1).build());

    assertThat(trace(1)).extracting(Span::spanId).containsExactly(1L, 3L, 2L);
    assertThat(summary(1).spanCount()).isEqualTo(3);
  }

  @Test
  void append_sameSpanAgain_isOneSpan() {
    Span span = span(1, 1).build();

    append(span, span);
    append(span);

    assertThat(trace(1)).hasSize(1);
    assertThat(summary(1).spanCount()).isEqualTo(1);
  }

  /** Zipkin's client and server of one call share an id; a retry may reuse one at another time. */
  @Test
  void append_sameIdWithOtherKindOrStart_isAnotherSpan() {
    append(span(1, 1).kind(SpanKind.CLIENT).build());
    append(span(1, 1).kind(SpanKind.SERVER).build());
    append(span(1, 1).kind(SpanKind.SERVER).startsAfterNanos(1).build());

    assertThat(trace(1)).hasSize(3);
    assertThat(summary(1).spanCount()).isEqualTo(3);
  }

  @Test
  void append_idsThatShareAHalf_areDifferentTraces() {
    List<TraceId> ids =
        List.of(new TraceId(1, 5), new TraceId(2, 5), new TraceId(1, 6), new TraceId(0, 5));
    for (TraceId id : ids) {
      append(span(id.low(), id.high() * 10 + id.low()).traceIdHigh(id.high()).build());
    }

    for (TraceId id : ids) {
      assertThat(trace(store(), id))
          .extracting(Span::spanId)
          .containsExactly(id.high() * 10 + id.low());
    }
  }

  @Test
  void append_timesFarOut_comeBack() {
    Span epoch = span(1, 1).startNanos(0).durationNanos(0).build();
    Span future = span(2, 1).startNanos(Long.MAX_VALUE - 10).durationNanos(5).build();
    Span reversed = span(3, 1).durationNanos(-5_000).build();

    append(epoch, future, reversed);

    assertThat(trace(1)).containsExactly(CanonicalSpan.of(epoch));
    assertThat(trace(2)).containsExactly(CanonicalSpan.of(future));
    assertThat(trace(3)).containsExactly(CanonicalSpan.of(reversed));
  }

  @Test
  void append_largeTrace_comesBackInOrderOfStart() {
    List<Span> spans =
        IntStream.rangeClosed(1, LARGE_TRACE_SPANS)
            .mapToObj(i ->
                span(1, i)
                    .parent(i / 2)
                    .startsAfterNanos((i * 7919L) % LARGE_TRACE_SPANS)
                    .attribute("index", i)
                    .build())
            .toList();
    for (int begin = 0; begin < spans.size(); begin += 1000) {
      append(spans.subList(begin, Math.min(begin + 1000, spans.size())));
    }

    List<Span> read = trace(1);

    assertThat(read).extracting(Span::startNanos).isSorted();
    assertThat(read.stream().sorted(comparing(Span::spanId)).toList())
        .isEqualTo(CanonicalSpan.of(spans));
    assertThat(summary(1).spanCount()).isEqualTo(LARGE_TRACE_SPANS);
    assertThat(summary(1).orphanSpanCount()).isZero();
  }

  @Test
  void trace_chunks_areNeverEmptyAndOfOneTrace() {
    append(IntStream.rangeClosed(1, 3000).mapToObj(i -> span(i % 2, i).build()).toList());

    try (TraceChunks chunks = reader().trace(new TraceId(0, 1), CONTEXT)) {
      for (SpanBatch chunk : chunks.toList()) {
        assertThat(chunk.spanCount()).isPositive();
        assertThat(Spans.list(chunk)).allMatch(span -> span.traceId().low() == 1);
      }
    }
  }

  @Test
  void trace_unknownId_hasNoChunk() {
    append(span(1, 1).build());

    try (TraceChunks chunks = reader().trace(new TraceId(1, 1), CONTEXT)) {
      assertThat(chunks.hasNext()).isFalse();
    }
  }

  @Test
  void append_fromManyThreads_losesNothing() throws Exception {
    int threads = 4;
    int batches = 25;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * batches;
        done.add(
            executor.submit(() -> {
              for (int batch = first; batch < first + batches; batch++) {
                append(tracePart(batch));
                assertThat(trace(batch)).hasSize(20);
              }
            }));
      }
      for (Future<?> thread : done) {
        thread.get(5, TimeUnit.MINUTES);
      }
    }

    assertThat(search(TraceQuery.newest(SpanFilter.all(), TimeRange.ALL, 1000)))
        .hasSize(threads * batches)
        .allMatch(trace -> trace.spanCount() == 20);
  }

  @Test
  void append_afterClose_isRefusedForNow() {
    store().close();
    store().close();

    CompletableFuture<Void> refused =
        store().writer().append(Spans.batch(span(1, 1).build())).orTimeout(60, TimeUnit.SECONDS);

    assertThatThrownBy(refused::join)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            failure ->
                assertThat(failure.reason()).isEqualTo(StoreUnavailableException.Reason.STOPPING));
  }

  private static List<Span> tracePart(int traceId) {
    return IntStream.rangeClosed(1, 20)
        .mapToObj(i -> span(traceId, i).parent(i - 1).startsAfterNanos(i).build())
        .toList();
  }
}
