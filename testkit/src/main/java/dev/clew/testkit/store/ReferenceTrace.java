// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import dev.clew.store.query.TraceSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All spans of one trace, each once, in order of start, unsigned id and kind. A span is known by
 * its index in that order.
 */
final class ReferenceTrace {

  private static final Comparator<Span> ORDER =
      Comparator.comparingLong(Span::startNanos)
          .thenComparing(Span::spanId, Long::compareUnsigned)
          .thenComparing(Span::kind);

  private final TraceId id;
  private final List<Span> spans;
  private final Map<Long, List<Integer>> byId = new HashMap<>();
  private final Map<Long, List<Integer>> byParentId = new HashMap<>();

  private record Identity(long spanId, long startNanos, Object kind) {}

  private ReferenceTrace(TraceId id, Collection<Span> spans) {
    this.id = id;
    this.spans = spans.stream().sorted(ORDER).toList();
    for (int i = 0; i < this.spans.size(); i++) {
      Span span = this.spans.get(i);
      byId.computeIfAbsent(span.spanId(), key -> new ArrayList<>()).add(i);
      if (span.parentSpanId() != 0) {
        byParentId.computeIfAbsent(span.parentSpanId(), key -> new ArrayList<>()).add(i);
      }
    }
  }

  /** Groups spans by trace, in order of trace id; of equal spans the first stays. */
  static List<ReferenceTrace> group(List<Span> spans) {
    Map<TraceId, Map<Identity, Span>> traces = new TreeMap<>();
    for (Span span : spans) {
      traces
          .computeIfAbsent(span.traceId(), key -> new LinkedHashMap<>())
          .putIfAbsent(new Identity(span.spanId(), span.startNanos(), span.kind()), span);
    }
    return traces.entrySet().stream()
        .map(trace -> new ReferenceTrace(trace.getKey(), trace.getValue().values()))
        .toList();
  }

  TraceId id() {
    return id;
  }

  List<Span> spans() {
    return spans;
  }

  Span span(int index) {
    return spans.get(index);
  }

  /** The other spans whose id is this one's parent id. */
  List<Integer> parents(int span) {
    long parentId = spans.get(span).parentSpanId();
    return parentId == 0 ? List.of() : others(byId.get(parentId), span);
  }

  /** The other spans that name this one as parent. */
  List<Integer> children(int span) {
    return others(byParentId.get(spans.get(span).spanId()), span);
  }

  /** Parents, their parents, and so on, without the span itself. */
  BitSet ancestors(int span) {
    BitSet found = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(parents(span));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (!found.get(next)) {
        found.set(next);
        open.addAll(parents(next));
      }
    }
    found.clear(span);
    return found;
  }

  Optional<Span> root() {
    return spans.stream().filter(span -> span.parentSpanId() == 0).findFirst();
  }

  long startNanos() {
    return spans.getFirst().startNanos();
  }

  long endNanos() {
    return spans.stream().mapToLong(Span::endNanos).max().orElseThrow();
  }

  long durationNanos() {
    return Math.max(0, endNanos() - startNanos());
  }

  TraceSummary summary() {
    Span head = root().orElse(spans.getFirst());
    int orphans = 0;
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).parentSpanId() != 0 && parents(i).isEmpty()) {
        orphans++;
      }
    }
    return new TraceSummary(
        id,
        serviceName(head),
        head.name(),
        startNanos(),
        endNanos(),
        spans.size(),
        errorCount(spans),
        orphans,
        services());
  }

  private List<TraceSummary.Service> services() {
    Set<String> names = new TreeSet<>();
    spans.forEach(span -> names.add(serviceName(span)));
    return names.stream().map(this::service).toList();
  }

  private TraceSummary.Service service(String name) {
    List<Span> own = spans.stream().filter(span -> serviceName(span).equals(name)).toList();
    return new TraceSummary.Service(name, own.size(), errorCount(own));
  }

  /** The span's service name; empty if it has none. */
  static String serviceName(Span span) {
    return span.resource().attributes().entries().stream()
        .filter(entry -> entry.key().equals("service.name"))
        .findFirst()
        .map(Entry::value)
        .map(value -> value instanceof StringValue(String text) ? text : "")
        .orElse("");
  }

  private static int errorCount(List<Span> spans) {
    return (int) spans.stream().filter(span -> span.status().code() == StatusCode.ERROR).count();
  }

  private static List<Integer> others(@Nullable List<Integer> all, int self) {
    return all == null
        ? List.of()
        : all.stream().filter(other -> !Objects.equals(other, self)).toList();
  }
}
