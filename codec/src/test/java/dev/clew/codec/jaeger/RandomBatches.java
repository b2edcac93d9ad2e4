// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Log;
import io.jaegertracing.thriftjava.Process;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.SpanRef;
import io.jaegertracing.thriftjava.SpanRefType;
import io.jaegertracing.thriftjava.Tag;
import io.jaegertracing.thriftjava.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullUnmarked;

/** Batches as Jaeger's clients send them, and as they could. */
@NullUnmarked // whatever Thrift generates may be null
final class RandomBatches {

  private static final long BASE_MICROS = 1_700_000_000_000_000L;
  private static final List<String> KEYS =
      List.of(
          "span.kind",
          "error",
          "http.status_code",
          "http.status_message",
          "otel.status_code",
          "otel.status_description",
          "otel.scope.name",
          "otel.scope.version",
          "w3c.tracestate",
          "db.statement",
          "größe",
          "");
  private static final List<String> TEXTS =
      List.of("server", "client", "true", "ERROR", "OK", "500", "404", "", "ü€😀", "event", "x");

  private final RandomGenerator random;

  RandomBatches(RandomGenerator random) {
    this.random = random;
  }

  Batch batch() {
    Process process = new Process(random.nextInt(10) == 0 ? "Dienst ä" : "service");
    if (random.nextInt(4) > 0) {
      process.setTags(
          list(
              6,
              () ->
                  tag(
                      pick(
                          List.of(
                              "hostname", "host.name", "jaeger.version", "ip", "client-uuid")))));
    }
    return new Batch(process, list(8, this::span));
  }

  private Span span() {
    long traceIdHigh = random.nextBoolean() ? random.nextLong() : 0;
    long traceIdLow = random.nextLong() | 1;
    Span span =
        new Span(
            traceIdLow,
            traceIdHigh,
            random.nextLong() | 1,
            0,
            random.nextInt(10) == 0 ? "größe" : "operation-" + random.nextInt(5),
            random.nextInt(4),
            BASE_MICROS + random.nextInt(1_000_000_000),
            1 + random.nextInt(10_000_000));
    if (random.nextBoolean()) {
      span.setReferences(references(traceIdHigh, traceIdLow));
    }
    if (random.nextInt(5) > 0) {
      span.setTags(list(12, () -> tag(pick(KEYS))));
    }
    if (random.nextInt(3) > 0) {
      span.setLogs(list(4, this::log));
    }
    return span;
  }

  /** A parent within the trace first, others to other traces: so their order is kept. */
  private List<SpanRef> references(long traceIdHigh, long traceIdLow) {
    List<SpanRef> references = new ArrayList<>();
    if (random.nextBoolean()) {
      references.add(
          new SpanRef(
              random.nextInt(4) > 0 ? SpanRefType.CHILD_OF : SpanRefType.FOLLOWS_FROM,
              traceIdLow,
              traceIdHigh,
              random.nextLong() | 1));
    }
    references.addAll(
        list(
            3,
            () ->
                new SpanRef(
                    random.nextBoolean() ? SpanRefType.CHILD_OF : SpanRefType.FOLLOWS_FROM,
                    random.nextLong() | 1,
                    traceIdHigh + 1,
                    random.nextLong())));
    return references;
  }

  private Log log() {
    return new Log(
        BASE_MICROS + random.nextInt(1_000_000_000),
        list(4, () -> tag(pick(List.of("event", "message", "level", "stack")))));
  }

  private Tag tag(String key) {
    Tag tag = new Tag(key, pick(List.of(TagType.values())));
    switch (tag.getVType()) {
      case STRING -> tag.setVStr(pick(TEXTS));
      case DOUBLE -> tag.setVDouble(random.nextDouble() * 1e6);
      case BOOL -> tag.setVBool(random.nextBoolean());
      case LONG ->
          tag.setVLong(random.nextBoolean() ? random.nextLong() : 200 + random.nextInt(400));
      case BINARY -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        tag.setVBinary(bytes);
      }
    }
    return tag;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> list(int max, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int left = random.nextInt(max + 1); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }
}
