// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.store.DependencyLink;
import dev.clew.store.TraceChunks;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceLinkerTest {

  private static final TraceWindow WINDOW =
      TraceWindow.of(
          TimeUnit.NANOSECONDS.toMillis(RandomSpans.BASE_NANOS) + 3_600_000, 2 * 3_600_000);

  @Test
  void manyTracesOfOneChunk_inAnyOrder_areLinkedEachByItself() {
    List<Span> spans = new ArrayList<>();
    for (int trace = 1; trace <= 50; trace++) {
      spans.add(client(trace).build());
      spans.add(server(trace).build());
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int i = spans.size() - 1; i > 0; i--) {
      spans.add(spans.remove(random.nextInt(i)));
    }

    assertThat(
            links(IntStream.rangeClosed(1, 50).mapToObj(id -> new TraceId(0, id)).toList(), spans))
        .containsExactly(new DependencyLink("shop", "stock", 50, 0));
  }

  @Test
  void idsThatEndAlike_inSeveralChunks_areOneTrace() {
    Span client = client(1).traceIdHigh(9).build();
    Span server = server(1).build();
    Span other = client(2).build();

    assertThat(
            links(
                List.of(new TraceId(9, 1), new TraceId(0, 2), new TraceId(0, 1)),
                List.of(client),
                List.of(other),
                List.of(server)))
        .containsExactly(new DependencyLink("shop", "stock", 1, 0));
  }

  @Test
  void idWithoutATrace_hidesNothing() {
    assertThat(
            links(
                List.of(new TraceId(9, 1), new TraceId(0, 1)),
                List.of(client(1).build(), server(1).build())))
        .containsExactly(new DependencyLink("shop", "stock", 1, 0));
  }

  @Test
  void traceOutOfTheWindow_isNotLinked() {
    long late = TimeUnit.HOURS.toNanos(2);

    assertThat(
            links(
                List.of(new TraceId(0, 1)),
                List.of(
                    client(1).startsAfterNanos(late).build(),
                    server(1).startsAfterNanos(late).build())))
        .isEmpty();
  }

  private static SpanSpec client(long trace) {
    return Spans.span(trace, 1).service("shop").kind(SpanKind.CLIENT);
  }

  private static SpanSpec server(long trace) {
    return Spans.span(trace, 2).parent(1).service("stock").kind(SpanKind.SERVER);
  }

  @SafeVarargs
  private static List<DependencyLink> links(List<TraceId> ids, List<Span>... chunks) {
    List<SpanBatch> batches = new ArrayList<>();
    for (List<Span> chunk : chunks) {
      batches.add(Spans.batch(chunk));
    }
    ServiceLinks links = new ServiceLinks();
    new TraceLinker(WINDOW, links).link(ids, TraceChunks.of(batches));
    return links.links();
  }
}
