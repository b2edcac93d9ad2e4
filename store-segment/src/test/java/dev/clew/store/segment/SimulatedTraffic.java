// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment;

import dev.clew.model.Span;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Small spans that start around now: a few traces at a time, each of several services and users,
 * some with a name that no other span has, now and then a large value or an event.
 */
final class SimulatedTraffic {

  static final String USER = "user";
  static final int USERS = 6;
  private static final int OPEN_TRACES_MAX = 5;
  private static final long LATE_NANOS_MAX = 60_000_000_000L;

  private final RandomGenerator random;
  private final List<Trace> open = new ArrayList<>();
  private long lastId;

  /** A trace that has not ended. */
  private record Trace(long id, List<Long> spanIds) {}

  SimulatedTraffic(RandomGenerator random) {
    this.random = random;
  }

  List<Span> spans(int count, long nowNanos) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(span(nowNanos));
    }
    return spans;
  }

  /** What comes next belongs to new traces. */
  void endTraces() {
    open.clear();
  }

  private Span span(long nowNanos) {
    if (open.isEmpty() || random.nextInt(6) == 0) {
      if (open.size() == OPEN_TRACES_MAX) {
        open.remove(random.nextInt(open.size()));
      }
      open.add(new Trace(++lastId, new ArrayList<>()));
    }
    Trace trace = open.get(random.nextInt(open.size()));
    long id = ++lastId;
    SpanSpec spec =
        Spans.span(trace.id(), id)
            .parent(parent(trace))
            .service("service-" + random.nextInt(4))
            .name(random.nextInt(8) == 0 ? once(id) : "operation-" + random.nextInt(5))
            .startNanos(nowNanos - random.nextLong(LATE_NANOS_MAX))
            .durationNanos(random.nextLong(1_000_000_000))
            .attribute(USER, user(random.nextInt(USERS)));
    if (random.nextInt(10) == 0) {
      spec.error("failed").event("exception", 1);
    }
    if (random.nextInt(40) == 0) {
      spec.attribute("prompt", "a long text ".repeat(random.nextInt(600)));
    }
    trace.spanIds().add(id);
    return spec.build();
  }

  static String user(int index) {
    return "user-" + index;
  }

  private static String once(long id) {
    return String.format(Locale.ROOT, "once-%06d", id);
  }

  /** An earlier span of the trace; none if this is the first. */
  private long parent(Trace trace) {
    List<Long> ids = trace.spanIds();
    return ids.isEmpty() ? 0 : ids.get(random.nextInt(ids.size()));
  }
}
