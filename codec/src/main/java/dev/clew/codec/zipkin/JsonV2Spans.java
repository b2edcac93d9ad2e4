// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.model.SpanKind;
import java.util.Locale;

/** Reads a JSON array of spans of the v2 model. */
final class JsonV2Spans {

  private final ZipkinTarget target;

  JsonV2Spans(ZipkinTarget target) {
    this.target = target;
  }

  void read(byte[] source, int offset, int length) {
    try (JsonInput in = new JsonInput(source, offset, length, target.builder())) {
      in.beginArray();
      while (in.nextElement()) {
        new SpanObject(in, target.begin()).read();
        target.end();
      }
      in.end();
    }
  }

  /** One span. */
  private static final class SpanObject {
    private final JsonInput in;
    private final ZipkinSpan span;
    private final JsonIds ids;

    SpanObject(JsonInput in, ZipkinSpan span) {
      this.in = in;
      this.span = span;
      this.ids = new JsonIds(in);
    }

    void read() {
      in.beginObject();
      while (in.nextProperty()) {
        if (!ids.read() && !in.isNull()) {
          property();
        }
      }
      ids.requirePresent();
      span.traceIdHigh = ids.traceIdHigh();
      span.traceIdLow = ids.traceIdLow();
      span.spanId = ids.spanId();
      span.parentSpanId = ids.parentSpanId();
    }

    private void property() {
      switch (in.name()) {
        case "kind" -> span.kind = kind(in.text());
        case "name" -> span.name = in.text().toLowerCase(Locale.ROOT);
        case "timestamp" -> span.timestampMicros = Math.max(0, in.integer());
        case "duration" -> span.durationMicros = Math.max(0, in.integer());
        case "localEndpoint" -> span.localEndpoint = JsonEndpoint.read(in);
        case "remoteEndpoint" -> span.remoteEndpoint = JsonEndpoint.read(in);
        case "annotations" -> {
          in.beginArray();
          while (in.nextElement()) {
            annotation();
          }
        }
        case "tags" -> {
          in.beginObject();
          while (in.nextProperty()) {
            if (in.isNull()) {
              throw new IllegalArgumentException("No value at tags." + in.name());
            }
            span.putTag(in.nameRef(), in.textRef());
          }
        }
        case "debug" -> span.debug |= in.bool();
        case "shared" -> span.shared |= in.bool();
        case "binaryAnnotations" ->
            throw new MalformedPayloadException(
                "Expected a JSON_V2 encoded list, but received: JSON_V1\n");
        default -> in.skip();
      }
    }

    private void annotation() {
      long micros = 0;
      int valueRef = -1;
      boolean timed = false;
      in.beginObject();
      while (in.nextProperty()) {
        switch (in.name()) {
          case "timestamp" -> {
            micros = in.integer();
            timed = true;
          }
          case "value" -> valueRef = in.textRef();
          case "endpoint" ->
              throw new MalformedPayloadException(
                  "Expected a JSON_V2 encoded list, but received: JSON_V1\n");
          default -> in.skip();
        }
      }
      if (!timed || valueRef < 0) {
        throw new IllegalArgumentException("Incomplete annotation at annotations");
      }
      span.addAnnotation(micros, valueRef);
    }

    private static SpanKind kind(String name) {
      return switch (name) {
        case "CLIENT" -> SpanKind.CLIENT;
        case "SERVER" -> SpanKind.SERVER;
        case "PRODUCER" -> SpanKind.PRODUCER;
        case "CONSUMER" -> SpanKind.CONSUMER;
        default ->
            throw new IllegalArgumentException(
                "kind: not one of CLIENT, SERVER, PRODUCER, CONSUMER");
      };
    }
  }
}
