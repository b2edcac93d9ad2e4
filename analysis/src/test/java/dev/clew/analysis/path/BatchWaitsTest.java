// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.model.Span;
import dev.clew.model.TraceId;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Requests 1 to 4 wait in a span "infer" from 20 to 90; the batch of trace 9 runs from 40 to 80.
 */
class BatchWaitsTest {

  @Test
  void batchThatLinksToItsRequests_isSharedByThem() {
    SpanSpec batch = span(9, 1).service("gpu").name("batch").startsAfterNanos(40).durationNanos(40);
    for (int trace = 1; trace <= 4; trace++) {
      batch.link(trace, 2);
    }
    CriticalPath path = request();

    List<BatchWait> waits = waits(path, batch);

    assertThat(waits).hasSize(1);
    BatchWait wait = waits.getFirst();
    assertThat(path.view().operationName(wait.row())).isEqualTo("infer");
    assertThat(wait.batchTrace()).isEqualTo(new TraceId(0, 9));
    assertThat(wait.service()).isEqualTo("gpu");
    assertThat(wait.size()).isEqualTo(4);
    assertThat(wait.startNanos() - path.startNanos(0)).isEqualTo(40);
    assertThat(wait.lengthNanos()).isEqualTo(40);
    assertThat(wait.shareNanos()).isEqualTo(10);
    assertThat(linkedTraces(path)).isEmpty();
  }

  @Test
  void requestThatLinksToItsBatch_takesTheSizeTheBatchSays_andNoMoreThanItWaited() {
    SpanSpec batch =
        span(9, 1)
            .name("batch")
            .startsAfterNanos(10)
            .durationNanos(100)
            .attribute("ml.batch.size", 7);
    CriticalPath path = path(infer().link(9, 1));

    List<BatchWait> waits = waits(path, batch);

    assertThat(linkedTraces(path)).containsExactly(new TraceId(0, 9));
    assertThat(waits).extracting(BatchWait::lengthNanos).containsExactly(70L);
    assertThat(waits.getFirst().shareNanos()).isEqualTo(10);
  }

  @Test
  void batchesOneAfterTheOther_takeNoMomentTwice_andTheirOwnWorkStays() {
    CriticalPath path = request();

    List<BatchWait> waits =
        waits(
            path,
            span(8, 1).name("first").startsAfterNanos(30).durationNanos(30).link(1, 2),
            span(9, 1).name("second").startsAfterNanos(50).durationNanos(30).link(1, 2));

    assertThat(waits).extracting(BatchWait::operation).containsExactly("first", "second");
    assertThat(waits).extracting(BatchWait::lengthNanos).containsExactly(30L, 20L);
  }

  @Test
  void linksOfOthers_meanNothing() {
    assertThat(
            waits(
                request(),
                span(9, 1).startsAfterNanos(40).durationNanos(40).link(1, 99),
                span(9, 2).startsAfterNanos(200).durationNanos(40).link(1, 2)))
        .isEmpty();
  }

  @Test
  void spanBelowTheLinkedOne_waitsForIt_ifItIsOfTheSameService() {
    SpanSpec batch = span(9, 1).name("batch").startsAfterNanos(40).durationNanos(40).link(1, 2);
    CriticalPath path =
        path(
            infer(),
            span(1, 3)
                .parent(2)
                .service("model")
                .name("compute")
                .startsAfterNanos(35)
                .durationNanos(25),
            span(1, 4)
                .parent(2)
                .service("other")
                .name("call")
                .startsAfterNanos(60)
                .durationNanos(10));

    List<BatchWait> waits = waits(path, batch);

    assertThat(waits).extracting(BatchWait::lengthNanos).containsExactly(20L, 10L);
    assertThat(waits)
        .allSatisfy(wait -> assertThat(path.view().operationName(wait.row())).isEqualTo("infer"));
  }

  @Test
  void batch_doesNotWaitForItsRequests() {
    CriticalPath batch =
        new CriticalPathFinder()
            .find(
                views(span(9, 1).name("batch").startsAfterNanos(40).durationNanos(40).link(1, 2))
                    .getFirst());

    assertThat(waits(batch, infer().link(9, 1))).isEmpty();
  }

  @Test
  void spanElsewhereInTheTrace_isABatch_butNotOneAboveOrBelow() {
    CriticalPath path =
        path(
            infer(),
            span(1, 3).parent(2).name("below").startsAfterNanos(30).durationNanos(9).link(1, 2),
            span(1, 5).parent(1).name("batch").startsAfterNanos(40).durationNanos(40).link(1, 2));

    assertThat(waits(path)).extracting(BatchWait::operation).containsExactly("batch");
  }

  @Test
  void moreThanIsKept_isLeftOut_andSaid() {
    BatchWaits waits = new BatchWaits(3);
    waits.add(request());
    assertThat(waits.isFull()).isFalse();
    waits.add(request());

    assertThat(waits.isFull()).isTrue();
    waits.addTrace(views(span(9, 1).startsAfterNanos(40).durationNanos(40).link(1, 2)).getFirst());
    assertThat(found(waits)).hasSize(1);
  }

  private static List<TraceId> linkedTraces(CriticalPath path) {
    BatchWaits waits = new BatchWaits();
    waits.add(path);
    return waits.linkedTraces();
  }

  private static List<BatchWait> waits(CriticalPath path, SpanSpec... others) {
    BatchWaits waits = new BatchWaits();
    waits.add(path);
    views(others).forEach(waits::addTrace);
    return found(waits);
  }

  private static List<BatchWait> found(BatchWaits waits) {
    List<BatchWait> found = new ArrayList<>();
    waits.forEach((_, wait) -> found.add(wait));
    return found;
  }

  private static SpanSpec infer() {
    return span(1, 2)
        .parent(1)
        .service("model")
        .name("infer")
        .startsAfterNanos(20)
        .durationNanos(70);
  }

  private static CriticalPath request() {
    return path(infer());
  }

  private static CriticalPath path(SpanSpec... below) {
    List<SpanSpec> specs = new ArrayList<>(List.of(below));
    specs.add(span(1, 1).service("web").name("GET").durationNanos(100));
    return new CriticalPathFinder().find(views(specs.toArray(SpanSpec[]::new)).getFirst());
  }

  private static List<TraceView> views(SpanSpec... specs) {
    List<Span> spans = Arrays.stream(specs).map(SpanSpec::build).toList();
    return new TraceViews().list(List.of(Spans.batch(spans)));
  }
}
