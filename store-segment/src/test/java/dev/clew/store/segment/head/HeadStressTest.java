// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Span;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Readers look at a head while it grows fast enough to replace every one of its arrays many times:
 * what they see is always whole batches, and each span of them as it was sent.
 *
 * <p>Span {@code i} of the test is known from its number alone, and is row {@code i} of the head.
 */
class HeadStressTest {

  private static final int BATCH_SPANS = 50;
  private static final int BATCHES = 300;
  private static final int TRACES = 400; // of 37 spans and more: some have an index, some a chain
  private static final int READERS = 2;

  private final Head head = new Head(7);
  private volatile boolean done;

  @Test
  void part_whileAppended_isAlwaysAPrefixOfWholeBatches() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int reader = 0; reader < READERS; reader++) {
        RandomGenerator random = Seeds.random(reader);
        readers.add(threads.submit(() -> read(random)));
      }
      try {
        for (int batch = 0; batch < BATCHES; batch++) {
          int first = batch * BATCH_SPANS;
          head.append(
              Spans.batch(
                  IntStream.range(first, first + BATCH_SPANS)
                      .mapToObj(HeadStressTest::span)
                      .toList()));
          head.publish();
        }
      } finally {
        done = true;
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    check(head.part(), Seeds.random(READERS));
    assertThat(head.part().rowCount()).isEqualTo(BATCHES * BATCH_SPANS);
  }

  private int read(RandomGenerator random) {
    int parts = 0;
    int rowCount = 0;
    do {
      HeadPart part = head.part();
      assertThat(part.rowCount()).isGreaterThanOrEqualTo(rowCount);
      rowCount = part.rowCount();
      if (rowCount > 0) {
        check(part, random);
        parts++;
      }
    } while (!done || parts == 0);
    return parts;
  }

  private static void check(HeadPart part, RandomGenerator random) {
    assertThat(part.rowCount() % BATCH_SPANS).isZero();
    checkRow(part, random.nextInt(part.rowCount()));
    checkRow(part, part.rowCount() - 1);
    TraceIndex traces = part.traces();
    assertThat(IntStream.range(0, traces.count()).map(traces::spanCount).sum())
        .isEqualTo(part.rowCount());
    checkTrace(part, random.nextInt(traces.count()));
  }

  private static void checkRow(HeadPart part, int row) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    part.copy(new int[] {row}, builder);
    assertThat(Spans.list(builder.view())).containsExactly(span(row));
  }

  private static void checkTrace(HeadPart part, int trace) {
    int[] rows = part.traces().rows(trace);
    int[] expected =
        IntStream.range(0, part.rowCount())
            .filter(row -> row % TRACES == rows[0] % TRACES)
            .toArray();
    assertThat(rows).isEqualTo(expected);
    assertThat(part.traces().find(0, part.traces().idLow(trace))).isEqualTo(trace);
    int last = rows[rows.length - 1];
    int[] parents = new int[Part.BLOCK_ROWS];
    part.parentRows(last / Part.BLOCK_ROWS, parents);
    assertThat(parents[last % Part.BLOCK_ROWS]).isEqualTo(last < TRACES ? -1 : last - TRACES);
  }

  private static Span span(int number) {
    return Spans.span(number % TRACES + 1, number + 1)
        .parent(number < TRACES ? 0 : number + 1 - TRACES)
        .service("service-" + number % 97)
        .name("operation-" + number % 1009)
        .attribute("number", number)
        .attribute("key-" + number % 401, "value-" + number)
        .event("event-" + number % 13, number)
        .link(number, 1)
        .build();
  }
}
