// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.MalformedPayloadException;
import org.jspecify.annotations.Nullable;

/** Reads a JSON array of spans of the v1 model. */
final class JsonV1Spans {

  private final ZipkinTarget target;

  JsonV1Spans(ZipkinTarget target) {
    this.target = target;
  }

  void read(byte[] source, int offset, int length) {
    JsonInput in = new JsonInput(source, offset, length, target.builder());
    in.beginArray();
    while (in.nextElement()) {
      target.addAll(span(in));
    }
    in.end();
  }

  private static V1Span span(JsonInput in) {
    V1Span span = new V1Span();
    JsonIds ids = new JsonIds(in);
    in.beginObject();
    while (in.nextProperty()) {
      if (!ids.read(in.name()) && !in.isNull()) {
        property(in, span);
      }
    }
    ids.requirePresent();
    span.traceIdHigh = ids.traceIdHigh();
    span.traceIdLow = ids.traceIdLow();
    span.spanId = ids.spanId();
    span.parentSpanId = ids.parentSpanId();
    return span;
  }

  private static void property(JsonInput in, V1Span span) {
    switch (in.name()) {
      case "name" -> span.name = in.text();
      case "timestamp" -> span.timestampMicros = Math.max(0, in.integer());
      case "duration" -> span.durationMicros = Math.max(0, in.integer());
      case "annotations" -> {
        in.beginArray();
        while (in.nextElement()) {
          annotation(in, span);
        }
      }
      case "binaryAnnotations" -> {
        in.beginArray();
        while (in.nextElement()) {
          binaryAnnotation(in, span);
        }
      }
      case "debug" -> span.debug |= in.bool();
      case "localEndpoint", "remoteEndpoint" ->
          throw new MalformedPayloadException(
              "Expected a JSON_V1 encoded list, but received: JSON_V2\n");
      default -> in.skip();
    }
  }

  private static void annotation(JsonInput in, V1Span span) {
    Long micros = null;
    String value = null;
    ZipkinEndpoint endpoint = null;
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "timestamp" -> micros = in.integer();
        case "value" -> value = in.text();
        case "endpoint" -> endpoint = endpoint(in);
        default -> in.skip();
      }
    }
    if (micros == null || value == null) {
      throw new IllegalArgumentException("Incomplete annotation at annotations");
    }
    span.annotations.add(new V1Span.Annotation(micros, value, endpoint));
  }

  private static void binaryAnnotation(JsonInput in, V1Span span) {
    String key = null;
    String value = null;
    boolean truth = false;
    ZipkinEndpoint endpoint = null;
    in.beginObject();
    while (in.nextProperty()) {
      switch (in.name()) {
        case "key" -> key = in.isNull() ? null : in.text();
        case "value" -> {
          value = in.isText() ? in.text() : null;
          truth = in.isBool() && in.bool();
          in.skip();
        }
        case "endpoint" -> endpoint = endpoint(in);
        default -> in.skip();
      }
    }
    if (key == null) {
      throw new IllegalArgumentException("No key at binaryAnnotations");
    }
    if (value != null) {
      span.binaryAnnotations.add(new V1Span.BinaryAnnotation(key, value, endpoint));
    } else if (truth) {
      span.addAddress(key, endpoint);
    }
  }

  private static @Nullable ZipkinEndpoint endpoint(JsonInput in) {
    ZipkinEndpoint endpoint = in.isNull() ? ZipkinEndpoint.NONE : in.endpoint();
    return endpoint.isNone() ? null : endpoint;
  }
}
