// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceViewsTest {

  @Test
  void spans_ofOneTrace_standDepthFirstInOrderOfStart() {
    TraceView view =
        view(
            span(1, 4).parent(2).startsAfterNanos(30),
            span(1, 3).parent(1).startsAfterNanos(40),
            span(1, 1).service("gateway").name("GET /").durationNanos(100),
            span(1, 2).parent(1).startsAfterNanos(10).durationNanos(20).error("no"));

    assertThat(ids(view)).containsExactly(1L, 2L, 4L, 3L);
    assertThat(rows(view, view::parent)).containsExactly(-1, 0, 1, 0);
    assertThat(rows(view, view::subtreeEnd)).containsExactly(4, 3, 3, 4);
    assertThat(rows(view, view::depth)).containsExactly(0, 1, 2, 1);
    assertThat(children(view, 0)).containsExactly(1, 3);
    assertThat(children(view, 1)).containsExactly(2);
    assertThat(view.childCount(3)).isZero();
    assertThat(view.serviceName(0)).isEqualTo("gateway");
    assertThat(view.operationName(0)).isEqualTo("GET /");
    assertThat(view.durationNanos(1)).isEqualTo(20);
    assertThat(view.isError(1)).isTrue();
    assertThat(view.isError(0)).isFalse();
    assertThat(view.isWithin(2, 1)).isTrue();
    assertThat(view.isWithin(3, 1)).isFalse();
    assertThat(view.nextRoot(0)).isEqualTo(TraceView.NONE);
  }

  @Test
  void orphans_becomeRootsBehindTheMainOne() {
    TraceView view =
        view(
            span(1, 5).parent(99).startsAfterNanos(0),
            span(1, 6).parent(5).startsAfterNanos(1),
            span(1, 1).startsAfterNanos(50),
            span(1, 2).startsAfterNanos(60));

    assertThat(ids(view)).containsExactly(1L, 5L, 6L, 2L);
    assertThat(view.isOrphan(1)).isTrue();
    assertThat(view.isOrphan(2)).isFalse();
    assertThat(view.nextRoot(0)).isEqualTo(1);
    assertThat(view.nextRoot(1)).isEqualTo(3);
    assertThat(view.parentSpanId(1)).isEqualTo(99);
  }

  @Test
  void mainRoot_ofOrphans_isTheOneThatLastsLongest_andAConsumerOnlyAmongConsumers() {
    SpanSpec brief = span(1, 2).parent(99).durationNanos(5);
    SpanSpec longest = span(1, 3).parent(99).startsAfterNanos(20).durationNanos(80);
    SpanSpec consumer =
        span(1, 4).parent(98).kind(SpanKind.CONSUMER).startsAfterNanos(30).durationNanos(500);
    SpanSpec child = span(1, 5).parent(2).durationNanos(900);

    assertThat(ids(view(brief, longest, consumer, child))).containsExactly(3L, 2L, 5L, 4L);
    assertThat(ids(view(consumer, span(1, 6).parent(97).kind(SpanKind.CONSUMER).durationNanos(7))))
        .containsExactly(4L, 6L);
    assertThat(
            ids(view(span(1, 2).parent(9).durationNanos(7), span(1, 3).parent(9).durationNanos(7))))
        .as("the first of equals")
        .containsExactly(2L, 3L);
  }

  @Test
  void mainRoot_isWhoeverHasNoParent_onceItCame_unlessItLastsNoTime() {
    SpanSpec orphan = span(1, 2).parent(99).durationNanos(500);
    SpanSpec marker = span(1, 7).durationNanos(0);
    SpanSpec root = span(1, 1).startsAfterNanos(50).durationNanos(100);
    SpanSpec second = span(1, 8).startsAfterNanos(60).durationNanos(900);

    assertThat(ids(view(orphan, root)).getFirst()).isEqualTo(1);
    assertThat(ids(view(second, marker, orphan, root)).getFirst())
        .as("of several the first")
        .isEqualTo(1);
    assertThat(ids(view(marker, orphan)).getFirst()).isEqualTo(2);
    assertThat(ids(view(marker, span(1, 9).parent(99).durationNanos(0))).getFirst()).isEqualTo(7);
  }

  @Test
  void traceSentAgainAtOtherTimes_isTwoTrees() {
    List<SpanSpec> copies = new ArrayList<>();
    for (int copy = 0; copy < 3; copy++) {
      copies.add(span(1, 1).startsAfterNanos(copy * 10L).durationNanos(100));
      copies.add(span(1, 2).parent(1).startsAfterNanos(copy * 10L + 5).durationNanos(90));
      copies.add(span(1, 3).parent(2).startsAfterNanos(copy * 10L + 20).durationNanos(50));
    }

    TraceView view = view(copies.toArray(SpanSpec[]::new));

    assertThat(ids(view)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 1L, 2L, 3L);
    for (int row = 0; row < view.size(); row++) {
      assertThat(view.parent(row)).isEqualTo(row % 3 == 0 ? TraceView.NONE : row - 1);
    }
  }

  @Test
  void spanSentBeforeItEnded_hasItsLatestEnd() {
    TraceView view = view(span(1, 1).durationNanos(0), span(1, 1).durationNanos(70));

    assertThat(ids(view)).containsExactly(1L);
    assertThat(view.durationNanos(0)).isEqualTo(70);
  }

  @Test
  void cycle_isOpenedAtItsFirstSpan() {
    TraceView view =
        view(
            span(1, 1).parent(3).startsAfterNanos(30),
            span(1, 2).parent(1).startsAfterNanos(10),
            span(1, 3).parent(2).startsAfterNanos(20),
            span(1, 4).parent(3).startsAfterNanos(25),
            span(1, 5).parent(5).startsAfterNanos(90));

    assertThat(ids(view)).containsExactly(2L, 3L, 4L, 1L, 5L);
    assertThat(view.isCycleBroken(0)).isTrue();
    assertThat(view.isCycleBroken(1)).isFalse();
    assertThat(view.isCycleBroken(4)).isTrue();
    assertThat(view.isRoot(4)).isTrue();
  }

  @Test
  void sharedId_makesTheServerAChildOfItsClient() {
    TraceView view =
        view(
            span(1, 1).service("web").kind(SpanKind.SERVER),
            span(1, 2).parent(1).service("web").kind(SpanKind.CLIENT).startsAfterNanos(5),
            span(1, 2).parent(1).service("api").kind(SpanKind.SERVER).startsAfterNanos(4),
            span(1, 3).parent(2).service("api").startsAfterNanos(9),
            span(1, 4).parent(2).service("web").startsAfterNanos(10));

    assertThat(ids(view)).containsExactly(1L, 2L, 2L, 3L, 4L);
    assertThat(view.kind(1)).isEqualTo(SpanKind.CLIENT);
    assertThat(view.parent(2)).isEqualTo(1);
    assertThat(view.isIdShared(2)).isTrue();
    assertThat(view.parent(3)).as("a span of the server's service").isEqualTo(2);
    assertThat(view.parent(4)).as("a span of the client's service").isEqualTo(1);
  }

  @Test
  void spanSentTwice_standsThereOnce() {
    Span root = span(1, 1).build();
    Span child = span(1, 2).parent(1).startsAfterNanos(5).build();

    List<TraceView> views =
        new TraceViews().list(List.of(Spans.batch(root, child, child), Spans.batch(child, root)));

    assertThat(views).hasSize(1);
    assertThat(ids(views.getFirst())).containsExactly(1L, 2L);
  }

  @Test
  void end_isNeverBeforeTheStart() {
    TraceView view = view(span(1, 1).durationNanos(-5));

    assertThat(view.durationNanos(0)).isZero();
    assertThat(view.endsBeforeStart(0)).isTrue();
  }

  @Test
  void hosts_areFoundOnTheResource() {
    TraceView view =
        view(
            span(1, 1).resource("host.name", "node-1"),
            span(1, 2)
                .parent(1)
                .resource("host.name", "node-1")
                .resource("host.id", "a")
                .startsAfterNanos(1),
            span(1, 3).parent(1).startsAfterNanos(2));

    assertThat(view.names().host(view.host(0))).isEqualTo("node-1");
    assertThat(view.names().host(view.host(1))).isEqualTo("a");
    assertThat(view.host(2)).isEqualTo(TraceNames.UNKNOWN_HOST);
  }

  @Test
  void weight_isTheAdjustedCountOfTheThreshold() {
    assertThat(view(span(1, 1)).weight()).isEqualTo(1);
    assertThat(view(span(1, 1).traceState("ot=th:8")).weight()).isEqualTo(2);
    assertThat(view(span(1, 1).traceState("a=b, ot=rv:123;th:c")).weight()).isEqualTo(4);
    assertThat(view(span(1, 1).traceState("ot=th:0")).weight()).isEqualTo(1);
    assertThat(view(span(1, 1).traceState("ot=th:xyz")).weight()).isEqualTo(1);
    assertThat(view(span(1, 1).traceState("ot=th:fffffffffffffff")).weight()).isEqualTo(1);
    assertThat(
            view(span(1, 1), span(1, 2).parent(1).startsAfterNanos(1).traceState("ot=th:e"))
                .weight())
        .isEqualTo(8);
  }

  @Test
  void tracesAndBatches_mayBeMixed() {
    List<TraceView> views =
        new TraceViews()
            .list(
                List.of(
                    Spans.batch(span(2, 1).build(), span(1, 7).parent(8).build()),
                    Spans.batch(span(1, 8).build(), span(2, 2).parent(1).build())));

    assertThat(views).extracting(TraceView::traceId).containsExactly(id(2), id(1));
    assertThat(ids(views.get(0))).containsExactly(1L, 2L);
    assertThat(ids(views.get(1))).containsExactly(8L, 7L);
    assertThat(views.get(0).names()).isSameAs(views.get(1).names());
    assertThat(new TraceViews().list(List.of())).isEmpty();
  }

  @Test
  void deepTrace_needsNoStack() {
    int depth = 200_000;
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= depth; i++) {
      spans.add(span(1, i).parent(i - 1).startsAfterNanos(i).build());
    }

    TraceView view = new TraceViews().list(List.of(Spans.batch(spans))).getFirst();

    assertThat(view.depth(depth - 1)).isEqualTo(depth - 1);
    assertThat(view.subtreeEnd(0)).isEqualTo(depth);
  }

  @Test
  void manySpansOfOneId_costNoMore() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      SpanKind kind = i % 2 == 0 ? SpanKind.SERVER : SpanKind.INTERNAL;
      spans.add(span(1, 7).parent(7).kind(kind).startsAfterNanos(i).build());
    }

    TraceView view = new TraceViews().list(List.of(Spans.batch(spans))).getFirst();

    assertThat(view.size()).isEqualTo(50_000);
  }

  /** Ids from a handful, so that cycles, orphans, copies and shared ids are everywhere. */
  @Test
  void anySpans_makeAForestThatDoesNotDependOnTheirOrder() {
    Seeds.check(
        300,
        random -> {
          List<Span> spans = new ArrayList<>();
          int count = random.nextInt(1, 30);
          for (int i = 0; i < count; i++) {
            spans.add(
                span(1, random.nextInt(1, 16))
                    .parent(random.nextInt(16))
                    .service("s" + random.nextInt(3))
                    .kind(SpanKind.ofNumber(random.nextInt(6)))
                    .startsAfterNanos(random.nextInt(20))
                    .durationNanos(random.nextInt(-2, 20))
                    .build());
          }
          Map<List<Object>, Span> distinct = new LinkedHashMap<>();
          spans.forEach(
              s -> distinct.putIfAbsent(List.of(s.spanId(), s.startNanos(), s.kind()), s));

          TraceView view = new TraceViews().list(List.of(Spans.batch(spans))).getFirst();
          assertIsForest(view);
          assertThat(view.size()).isEqualTo(distinct.size());

          List<Span> shuffled = new ArrayList<>(distinct.values());
          List<Span> same = List.copyOf(shuffled);
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          assertThat(describe(new TraceViews().list(List.of(Spans.batch(shuffled))).getFirst()))
              .isEqualTo(describe(new TraceViews().list(List.of(Spans.batch(same))).getFirst()));
        });
  }

  @Test
  void ordinarySpans_keepTheParentsThatWereSent() {
    Seeds.check(
        20,
        random -> {
          SpanBatch batch = new RandomSpans(random).batch(400);
          TraceViews views = new TraceViews();
          int rows = 0;
          for (TraceView view : views.list(List.of(batch))) {
            assertIsForest(view);
            rows += view.size();
            for (int row = 0; row < view.size(); row++) {
              int source = view.batchRow(row);
              assertThat(view.spanId(row)).isEqualTo(batch.spanId(source));
              assertThat(view.kind(row)).isEqualTo(batch.kind(source));
              assertThat(view.status(row)).isEqualTo(batch.status(source));
              assertThat(view.operationName(row))
                  .isEqualTo(batch.strings().string(batch.nameRef(source)));
              if (!view.isRoot(row)) {
                assertThat(view.spanId(view.parent(row))).isEqualTo(batch.parentSpanId(source));
              } else {
                assertThat(view.isOrphan(row)).isEqualTo(batch.parentSpanId(source) != 0);
              }
            }
          }
          assertThat(rows).isEqualTo(400);
        });
  }

  private static void assertIsForest(TraceView view) {
    Set<List<Object>> seen = new HashSet<>();
    for (int row = 0; row < view.size(); row++) {
      assertThat(seen.add(List.of(view.spanId(row), view.startNanos(row), view.kind(row))))
          .isTrue();
      int parent = view.parent(row);
      assertThat(parent).isLessThan(row);
      assertThat(view.depth(row)).isEqualTo(parent < 0 ? 0 : view.depth(parent) + 1);
      assertThat(view.subtreeEnd(row)).isGreaterThan(row).isLessThanOrEqualTo(view.size());
      int next = row + 1;
      for (int i = 0; i < view.childCount(row); i++) {
        assertThat(view.child(row, i)).isEqualTo(next);
        assertThat(view.parent(next)).isEqualTo(row);
        next = view.subtreeEnd(next);
      }
      assertThat(next).isEqualTo(view.subtreeEnd(row));
      assertThat(view.durationNanos(row)).isNotNegative();
    }
    int root = 0;
    while (root != TraceView.NONE) {
      assertThat(view.isRoot(root)).isTrue();
      root = view.nextRoot(root);
    }
  }

  private static List<String> describe(TraceView view) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < view.size(); row++) {
      rows.add(
          List.of(
                  view.spanId(row),
                  view.startNanos(row),
                  view.kind(row),
                  view.parent(row),
                  view.isOrphan(row),
                  view.isCycleBroken(row),
                  view.isIdShared(row))
              .toString());
    }
    return rows;
  }

  private static TraceView view(SpanSpec... specs) {
    SpanBatch batch = Spans.batch(Arrays.stream(specs).map(SpanSpec::build).toList());
    List<TraceView> views = new TraceViews().list(List.of(batch));
    assertThat(views).hasSize(1);
    return views.getFirst();
  }

  private static TraceId id(long low) {
    return new TraceId(0, low);
  }

  private static List<Long> ids(TraceView view) {
    List<Long> ids = new ArrayList<>();
    for (int row = 0; row < view.size(); row++) {
      ids.add(view.spanId(row));
    }
    return ids;
  }

  private static List<Integer> children(TraceView view, int row) {
    List<Integer> children = new ArrayList<>();
    for (int i = 0; i < view.childCount(row); i++) {
      children.add(view.child(row, i));
    }
    return children;
  }

  private static List<Integer> rows(TraceView view, java.util.function.IntUnaryOperator value) {
    List<Integer> values = new ArrayList<>();
    for (int row = 0; row < view.size(); row++) {
      values.add(value.applyAsInt(row));
    }
    return values;
  }
}
