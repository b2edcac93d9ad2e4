// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadTest {

  @Test
  void copy_randomBatches_equalsWhatWasAppended() {
    Seeds.check(
        20,
        random -> {
          RandomSpans source = new RandomSpans(random);
          Head head = new Head(random.nextLong());
          List<Span> expected = new ArrayList<>();
          for (int batches = random.nextInt(1, 8); batches > 0; batches--) {
            List<Span> spans = source.spans(random.nextInt(1, 900));
            expected.addAll(spans);
            assertThat(head.append(Spans.batch(spans))).isEqualTo(spans.size());
          }
          head.publish();
          assertThat(spans(head.part())).isEqualTo(expected);
        });
  }

  @Test
  void partOf_batchesOfAnySize_equalsTheBatch() {
    Seeds.check(
        20,
        random -> {
          List<Span> spans =
              new RandomSpans(random).spans(random.nextInt(2) == 0 ? 1 : random.nextInt(6000));
          assertThat(spans(Head.partOf(Spans.batch(spans), random.nextLong()))).isEqualTo(spans);
        });
  }

  @Test
  void part_appendedAfterwards_staysAsItWas() {
    RandomSpans source = new RandomSpans(1);
    Head head = new Head(1);
    List<Span> first = source.spans(5000);
    head.append(Spans.batch(first));
    head.publish();
    HeadPart part = head.part();
    List<String> figures = figures(part.traces());

    head.append(source.batch(20_000));
    assertThat(head.part()).isSameAs(part);
    head.publish();

    assertThat(part.rowCount()).isEqualTo(5000);
    assertThat(spans(part)).isEqualTo(first);
    assertThat(figures(part.traces())).isEqualTo(figures);
    assertThat(head.part().rowCount()).isEqualTo(25_000);
  }

  @Test
  void traces_randomSpans_countsAndTimesAndRows() {
    List<Span> spans = new RandomSpans(2).spans(3000);
    TraceIndex traces = partOf(spans).traces();
    Map<TraceId, List<Span>> byTrace = spans.stream().collect(Collectors.groupingBy(Span::traceId));

    assertThat(traces.count()).isEqualTo(byTrace.size());
    byTrace.forEach((id, members) -> {
      int trace = traces.find(id.high(), id.low());
      assertThat(new TraceId(traces.idHigh(trace), traces.idLow(trace))).isEqualTo(id);
      assertThat(traces.spanCount(trace)).isEqualTo(members.size());
      assertThat(traces.startNanos(trace))
          .isEqualTo(members.stream().mapToLong(Span::startNanos).min().getAsLong());
      assertThat(traces.endNanos(trace))
          .isEqualTo(members.stream().mapToLong(Span::endNanos).max().getAsLong());
      int[] rows = traces.rows(trace);
      assertThat(rows).isSorted();
      assertThat(IntStream.of(rows).mapToObj(spans::get)).isEqualTo(members);
      assertThat(traces.firstRow(trace)).isEqualTo(rows[0]);
      Span root =
          members.stream()
              .filter(span -> span.parentSpanId() == 0)
              .min(Comparator.comparingLong(Span::startNanos))
              .orElse(null);
      assertThat(traces.rootRow(trace)).isEqualTo(root == null ? -1 : spans.indexOf(root));
    });
    assertThat(traces.find(1, 2)).isEqualTo(-1);
  }

  @Test
  void parentRows_largeAndSmallTraces_pointToTheFirstSpanWithTheId() {
    List<Span> spans = new ArrayList<>(new RandomSpans(3).spans(500));
    for (int i = 1; i <= 300; i++) {
      spans.add(Spans.span(77, i).parent(i / 2).build());
    }
    spans.add(Spans.span(78, 5).parent(5).build()); // its own parent
    HeadPart part = partOf(spans);
    int[] parents = new int[Part.BLOCK_ROWS];
    part.parentRows(0, parents);
    for (int row = 0; row < spans.size(); row++) {
      assertThat(parents[row]).isEqualTo(parentRow(spans, row));
    }
  }

  @Test
  void append_sameSpanAgain_isLeftOut() {
    Span span = Spans.span(1, 2).build();
    List<Span> large = IntStream.range(1, 200).mapToObj(i -> Spans.span(9, i).build()).toList();
    Head head = new Head(4);
    assertThat(head.append(Spans.batch(span, span))).isEqualTo(1);
    assertThat(head.append(Spans.batch(span))).isZero();
    assertThat(head.append(Spans.batch(large))).isEqualTo(199);
    assertThat(head.append(Spans.batch(large))).isZero();
    assertThat(head.append(Spans.batch(Spans.span(1, 2).startNanos(5).build()))).isEqualTo(1);
    head.publish();
    assertThat(head.part().rowCount()).isEqualTo(201);
  }

  @Test
  void append_hundredThousandKeys_costsLittle() {
    Head head = new Head(5);
    int keys = 100_000;
    for (int i = 0; i < keys; i += 100) {
      var spec = Spans.span(1, i + 1);
      for (int key = i; key < i + 100; key++) {
        spec.attribute("key." + key, "value");
      }
      head.append(Spans.batch(spec.build()));
    }
    head.publish();
    assertThat(head.part().columnCount).isEqualTo(ColumnTable.FIRST + 1 + keys);
    assertThat(head.bytes()).isLessThan(keys * 80L);
  }

  private static int parentRow(List<Span> spans, int row) {
    Span child = spans.get(row);
    for (int i = 0; child.parentSpanId() != 0 && i < spans.size(); i++) {
      Span parent = spans.get(i);
      if (i != row
          && parent.traceId().equals(child.traceId())
          && parent.spanId() == child.parentSpanId()) {
        return i;
      }
    }
    return -1;
  }

  private static HeadPart partOf(List<Span> spans) {
    Head head = new Head(11);
    head.append(Spans.batch(spans));
    head.publish();
    return head.part();
  }

  private static List<Span> spans(HeadPart part) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    part.copy(IntStream.range(0, part.rowCount()).toArray(), builder);
    SpanBatch batch = builder.build();
    return Spans.list(batch);
  }

  private static List<String> figures(TraceIndex traces) {
    return IntStream.range(0, traces.count())
        .mapToObj(trace ->
            traces.startNanos(trace)
                + " "
                + traces.endNanos(trace)
                + " "
                + traces.spanCount(trace)
                + " "
                + traces.errorSpanCount(trace)
                + " "
                + traces.rootRow(trace)
                + " "
                + traces.rows(trace).length)
        .toList();
  }
}
