// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.Span;
import dev.clew.testkit.Spans;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch that both sides of {@link KillTest} can make from its number alone. It is a trace of its
 * own.
 */
record KillBatch(int round, int thread, int index) {

  static final int SPAN_COUNT = 20;

  static KillBatch ofTraceId(long low) {
    return new KillBatch((int) (low >>> 40), (int) (low >>> 32) & 0xFF, (int) low);
  }

  /** The inverse of {@link #toString}. */
  static KillBatch parse(String text) {
    String[] numbers = text.split(" ", -1);
    return new KillBatch(
        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
  }

  long traceIdLow() {
    return (long) round << 40 | (long) thread << 32 | index;
  }

  List<Span> spans() {
    return IntStream.rangeClosed(1, SPAN_COUNT)
        .mapToObj(i ->
            Spans.span(traceIdLow(), i)
                .parent(i / 2)
                .service("service-" + (index + i) % 5)
                .name("operation-" + i)
                .attribute("request", "request-" + round + "-" + thread + "-" + index)
                .attribute("padding", "padding ".repeat((index * 31 + i) % 40))
                .build())
        .toList();
  }

  @Override
  public String toString() {
    return round + " " + thread + " " + index;
  }
}
