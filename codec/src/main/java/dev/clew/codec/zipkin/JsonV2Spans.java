// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.MalformedPayloadException;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import java.util.Arrays;

/** Reads a JSON array of spans of the v2 model. */
final class JsonV2Spans {

  private final ZipkinTarget target;

  JsonV2Spans(ZipkinTarget target) {
    this.target = target;
  }

  void read(byte[] source, int offset, int length) {
    JsonInput in = new JsonInput(source, offset, length, target.builder());
    SpanObjects spans = new SpanObjects(in, target.builder());
    in.beginArray();
    while (in.nextElement()) {
      spans.read(target.begin());
      target.end();
    }
    in.end();
  }

  /** Spans, one after the other. */
  private static final class SpanObjects {
    private final JsonInput in;
    private final JsonIds ids;
    private final SpanNames names;
    private int[] lastValues = new int[256]; // by reference of the key

    SpanObjects(JsonInput in, SpanBatchBuilder builder) {
      this.in = in;
      this.ids = new JsonIds(in);
      this.names = new SpanNames(builder);
    }

    void read(ZipkinSpan span) {
      in.beginObject();
      ids.clear();
      while (in.nextProperty()) {
        String name = in.name();
        if (!ids.read(name) && !in.isNull()) {
          property(name, span);
        }
      }
      ids.requirePresent();
      span.traceIdHigh = ids.traceIdHigh();
      span.traceIdLow = ids.traceIdLow();
      span.spanId = ids.spanId();
      span.parentSpanId = ids.parentSpanId();
    }

    private void property(String name, ZipkinSpan span) {
      switch (name) {
        case "kind" -> span.kind = kind(in.word());
        case "name" -> names.set(span, in.utf8());
        case "timestamp" -> span.timestampMicros = Math.max(0, in.integer());
        case "duration" -> span.durationMicros = Math.max(0, in.integer());
        case "localEndpoint" -> span.localEndpoint = in.endpoint();
        case "remoteEndpoint" -> span.remoteEndpoint = in.endpoint();
        case "annotations" -> {
          in.beginArray();
          while (in.nextElement()) {
            annotation(span);
          }
        }
        case "tags" -> {
          in.beginObject();
          while (in.nextProperty()) {
            if (in.isNull()) {
              throw new IllegalArgumentException("No value at tags." + in.name());
            }
            tag(span, in.nameRef());
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

    /** Many tags say of every span what they said of the last one. */
    private void tag(ZipkinSpan span, int keyRef) {
      if (keyRef >= lastValues.length) {
        lastValues = Arrays.copyOf(lastValues, Math.max(keyRef + 1, 2 * lastValues.length));
      }
      lastValues[keyRef] = in.textRef(lastValues[keyRef]);
      span.putTag(keyRef, lastValues[keyRef]);
    }

    private void annotation(ZipkinSpan span) {
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
