// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.testkit.RandomSpans;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests to a shop that asks a ranker: in the later half version 7 takes over half of them and is
 * five times slower on an L4, and one request in ten fails in the ranker.
 */
final class RankerTraces {

  /** How many there are in each half. */
  static final int HALF = 120;

  /** From one request to the next. */
  static final long STEP_NANOS = 10_000_000_000L;

  /** When the first request begins, and when the later half does, epoch nanoseconds. */
  static final long START_NANOS = RandomSpans.BASE_NANOS;

  static final long MIDDLE_NANOS = START_NANOS + HALF * STEP_NANOS;
  static final long END_NANOS = START_NANOS + 2 * HALF * STEP_NANOS;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Random random = new Random(17);
  private final List<Span> spans = new ArrayList<>();

  private RankerTraces() {}

  static ReferenceTraceStore store() {
    RankerTraces traces = new RankerTraces();
    for (int i = 1; i <= 2 * HALF; i++) {
      traces.add(i, i > HALF);
    }
    return ReferenceTraceStore.of(traces.spans.toArray(Span[]::new));
  }

  private void add(int trace, boolean isLater) {
    String version = isLater && random.nextBoolean() ? "7" : "6";
    String gpu = random.nextBoolean() ? "L4" : "A10G";
    boolean isSlow = version.equals("7") && gpu.equals("L4");
    boolean fails = isLater && trace % 10 == 0;
    long rank = nanos((isSlow ? 100 : 20) * Math.exp(0.1 * random.nextGaussian()));
    long start = (trace - 1) * STEP_NANOS;
    SpanSpec root =
        Spans.span(trace, 1)
            .service("shop")
            .name("GET /home")
            .kind(SpanKind.SERVER)
            .startsAfterNanos(start)
            .durationNanos(rank + nanos(10));
    SpanSpec rank1 =
        Spans.span(trace, 2)
            .parent(1)
            .service("ranker")
            .name("rank")
            .kind(SpanKind.SERVER)
            .startsAfterNanos(start + nanos(5))
            .durationNanos(rank)
            .attribute("ml.model.name", "home-ranker")
            .attribute("ml.model.version", version)
            .attribute("gpu", gpu);
    if (fails) {
      root.error("failed");
      rank1.error("out of memory").attribute("error.type", "OutOfMemory");
    }
    spans.add(root.build());
    spans.add(rank1.build());
  }

  private static long nanos(double millis) {
    return (long) (millis * NANOS_PER_MILLI);
  }
}
