// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a {@code ListOfSpans}. Field numbers, from the published {@code zipkin.proto}: ListOfSpans
 * spans 1; Span trace_id 1, parent_id 2, id 3, kind 4, name 5, timestamp 6 (fixed64), duration 7,
 * local_endpoint 8, remote_endpoint 9, annotations 10, tags 11, debug 12, shared 13; Endpoint
 * service_name 1, ipv4 2, ipv6 3, port 4; Annotation timestamp 1 (fixed64), value 2; a tag is a map
 * entry, key 1 and value 2.
 */
final class Proto3Spans {

  /** The first byte of a list that is not empty. */
  static final int SPAN_TAG = 1 << 3 | ProtoInput.BYTES;

  private static final int TRACE_ID_BYTES = 16;

  private final ZipkinTarget target;
  private final SpanBatchBuilder builder;
  private final ProtoInput in = new ProtoInput();

  Proto3Spans(ZipkinTarget target) {
    this.target = target;
    this.builder = target.builder();
  }

  void read(byte[] source, int offset, int length) {
    in.reset(source, offset);
    int limit = offset + length;
    for (int at = offset; at < limit; ) {
      int tag = in.tag(at, limit);
      if (tag == SPAN_TAG) {
        int begin = in.open(in.next(), limit);
        int end = in.end();
        ZipkinSpan span = target.begin();
        span(begin, end, span);
        requireIds(span);
        target.end();
        at = end;
      } else {
        at = in.skip(tag, in.next(), limit);
      }
    }
  }

  private void span(int begin, int limit, ZipkinSpan span) {
    for (int at = begin; at < limit; ) {
      int tag = in.tag(at, limit);
      int value = in.next();
      switch (tag) {
        case 1 << 3 | ProtoInput.BYTES -> {
          int id = in.open(value, limit);
          span.traceIdHigh = in.end() - id == TRACE_ID_BYTES ? in.id(id) : 0;
          span.traceIdLow = id("trace_id", in.end() - id == TRACE_ID_BYTES ? id + 8 : id);
          at = in.end();
        }
        case 2 << 3 | ProtoInput.BYTES -> {
          span.parentSpanId = id("parent_id", in.open(value, limit));
          at = in.end();
        }
        case 3 << 3 | ProtoInput.BYTES -> {
          span.spanId = id("id", in.open(value, limit));
          at = in.end();
        }
        case 4 << 3 | ProtoInput.VARINT -> {
          span.kind = kind(in.varint(value, limit));
          at = in.next();
        }
        case 5 << 3 | ProtoInput.BYTES -> {
          span.name(text(in.open(value, limit), in.end()), target.builder());
          at = in.end();
        }
        case 6 << 3 | ProtoInput.FIXED64 -> {
          span.timestampMicros = Math.max(0, in.fixed64(value, limit));
          at = value + Long.BYTES;
        }
        case 7 << 3 | ProtoInput.VARINT -> {
          span.durationMicros = Math.max(0, in.varint(value, limit));
          at = in.next();
        }
        default -> at = partOfSpan(tag, value, limit, span);
      }
    }
  }

  private int partOfSpan(int tag, int value, int limit, ZipkinSpan span) {
    switch (tag) {
      case 8 << 3 | ProtoInput.BYTES -> {
        int begin = in.open(value, limit);
        int end = in.end();
        span.localEndpoint = endpoint(begin, end);
        return end;
      }
      case 9 << 3 | ProtoInput.BYTES -> {
        int begin = in.open(value, limit);
        int end = in.end();
        span.remoteEndpoint = endpoint(begin, end);
        return end;
      }
      case 10 << 3 | ProtoInput.BYTES -> {
        int begin = in.open(value, limit);
        int end = in.end();
        annotation(begin, end, span);
        return end;
      }
      case 11 << 3 | ProtoInput.BYTES -> {
        int begin = in.open(value, limit);
        int end = in.end();
        tag(begin, end, span);
        return end;
      }
      case 12 << 3 | ProtoInput.VARINT -> {
        span.debug = in.varint(value, limit) != 0;
        return in.next();
      }
      case 13 << 3 | ProtoInput.VARINT -> {
        span.shared = in.varint(value, limit) != 0;
        return in.next();
      }
      default -> {
        return in.skip(tag, value, limit);
      }
    }
  }

  private void requireIds(ZipkinSpan span) {
    boolean noTraceId = (span.traceIdHigh | span.traceIdLow) == 0;
    if (noTraceId || span.spanId == 0) {
      throw new IllegalArgumentException(
          "Missing :" + (noTraceId ? " traceId" : "") + (span.spanId == 0 ? " id" : ""));
    }
  }

  /** The eight bytes of an id that was just opened and must have as many from here. */
  private long id(String name, int at) {
    if (in.end() - at != Long.BYTES) {
      throw new IllegalArgumentException(
          name + ": " + (in.end() - at) + " bytes (expected: " + Long.BYTES + ")");
    }
    return in.id(at);
  }

  private static SpanKind kind(long number) {
    return switch ((int) number) {
      case 1 -> SpanKind.CLIENT;
      case 2 -> SpanKind.SERVER;
      case 3 -> SpanKind.PRODUCER;
      case 4 -> SpanKind.CONSUMER;
      default -> SpanKind.UNSPECIFIED;
    };
  }

  private ZipkinEndpoint endpoint(int begin, int limit) {
    ZipkinEndpoint endpoint = ZipkinEndpoint.NONE;
    for (int at = begin; at < limit; ) {
      int tag = in.tag(at, limit);
      int value = in.next();
      switch (tag) {
        case 1 << 3 | ProtoInput.BYTES -> {
          int text = in.open(value, limit);
          endpoint = endpoint.withServiceName(text(text, in.end()));
          at = in.end();
        }
        case 2 << 3 | ProtoInput.BYTES, 3 << 3 | ProtoInput.BYTES -> {
          int address = in.open(value, limit);
          endpoint =
              endpoint.withAddress(IpText.of(Arrays.copyOfRange(in.bytes(), address, in.end())));
          at = in.end();
        }
        case 4 << 3 | ProtoInput.VARINT -> {
          endpoint = endpoint.withPort(in.varint(value, limit));
          at = in.next();
        }
        default -> at = in.skip(tag, value, limit);
      }
    }
    return endpoint;
  }

  private void annotation(int begin, int limit, ZipkinSpan span) {
    long micros = 0;
    int valueRef = -1;
    for (int at = begin; at < limit; ) {
      int tag = in.tag(at, limit);
      int value = in.next();
      switch (tag) {
        case 1 << 3 | ProtoInput.FIXED64 -> {
          micros = in.fixed64(value, limit);
          at = value + Long.BYTES;
        }
        case 2 << 3 | ProtoInput.BYTES -> {
          valueRef = textRef(in.open(value, limit), in.end());
          at = in.end();
        }
        default -> at = in.skip(tag, value, limit);
      }
    }
    if (micros != 0 && valueRef >= 0) {
      span.addAnnotation(micros, valueRef);
    }
  }

  private void tag(int begin, int limit, ZipkinSpan span) {
    int keyRef = -1;
    int valueRef = 0;
    for (int at = begin; at < limit; ) {
      int tag = in.tag(at, limit);
      int value = in.next();
      switch (tag) {
        case 1 << 3 | ProtoInput.BYTES -> {
          keyRef = textRef(in.open(value, limit), in.end());
          at = in.end();
        }
        case 2 << 3 | ProtoInput.BYTES -> {
          valueRef = textRef(in.open(value, limit), in.end());
          at = in.end();
        }
        default -> at = in.skip(tag, value, limit);
      }
    }
    if (keyRef >= 0) {
      span.putTag(keyRef, valueRef);
    }
  }

  private int textRef(int begin, int end) {
    return builder.intern(in.bytes(), begin, end - begin);
  }

  private String text(int begin, int end) {
    return new String(in.bytes(), begin, end - begin, StandardCharsets.UTF_8);
  }
}
