// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.testkit.RandomSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Random spans for comparing stores: those of {@link RandomSpans}, with attributes that often
 * collide, and with the structure that senders are not supposed to produce (circles of parents,
 * shared ids, further roots).
 */
final class RandomTraces {

  /** Attributes with few distinct values, each of one type. */
  static final List<String> KEYS =
      List.of("model", "tokens", "score", "cached", "labels", "ml.model.name", "ml.model.version");

  private final RandomGenerator random;
  private final RandomSpans source;
  private final List<Span> recent = new ArrayList<>(); // of the trace that is being made

  RandomTraces(RandomGenerator random) {
    this.random = random;
    this.source = new RandomSpans(random);
  }

  /** The next spans; a trace may go on in the next call's spans. */
  List<Span> spans(int count) {
    return Stream.generate(this::span).limit(count).toList();
  }

  private Span span() {
    Span span = CanonicalSpan.of(source.span());
    if (!recent.isEmpty() && !recent.getFirst().traceId().equals(span.traceId())) {
      recent.clear();
    }
    Span changed = reshape(span);
    recent.add(changed);
    return changed;
  }

  private Span reshape(Span span) {
    long spanId = span.spanId();
    long parentSpanId = span.parentSpanId();
    SpanKind kind = span.kind();
    switch (random.nextInt(25)) {
      case 0 -> parentSpanId = 0;
      case 1 -> parentSpanId = spanId;
      case 2 -> {
        Span other = other(span);
        spanId = other.spanId();
        kind = SpanKind.values()[(other.kind().ordinal() + 1) % SpanKind.values().length];
      }
      case 3 -> spanId = other(span).parentSpanId() == 0 ? spanId : other(span).parentSpanId();
      default -> {}
    }
    return new Span(
        span.resource(),
        span.scope(),
        span.traceId(),
        spanId,
        parentSpanId,
        span.name(),
        kind,
        span.startNanos(),
        span.endNanos(),
        span.status(),
        span.traceState(),
        span.flags(),
        attributes(span.attributes()),
        span.events(),
        span.droppedEventsCount(),
        span.links(),
        span.droppedLinksCount(),
        derived());
  }

  /** The first span of the same trace, or the span itself if it is the first. */
  private Span other(Span span) {
    return recent.isEmpty() ? span : recent.getFirst();
  }

  private Span.Attributes attributes(Span.Attributes given) {
    Map<String, AttributeValue> byKey = new TreeMap<>();
    given.entries().forEach(entry -> byKey.put(entry.key(), entry.value()));
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        byKey.put(key, value(key));
      }
    }
    return new Span.Attributes(
        byKey.entrySet().stream()
            .map(entry -> new Entry(entry.getKey(), entry.getValue()))
            .toList(),
        given.droppedCount());
  }

  /** Attributes as they are derived, of some spans. */
  private Span.Attributes derived() {
    return random.nextBoolean() ? attributes(Span.Attributes.NONE) : Span.Attributes.NONE;
  }

  private AttributeValue value(String key) {
    return switch (key) {
      case "model", "ml.model.name" -> new StringValue("model-" + random.nextInt(4));
      case "ml.model.version" -> new IntValue(random.nextInt(3));
      case "tokens" -> new IntValue(random.nextInt(100));
      case "score" -> new DoubleValue(random.nextInt(-40, 40) / 8.0);
      case "cached" -> new BoolValue(random.nextBoolean());
      default ->
          new ArrayValue(Stream.generate(() -> value("model")).limit(random.nextInt(3)).toList());
    };
  }
}
