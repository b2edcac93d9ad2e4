// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.codec.thrift.ThriftInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of spans of the v1 model in either encoding of Thrift. Field numbers, from the
 * published {@code zipkinCore.thrift}: Span trace_id 1, name 3, id 4, parent_id 5, annotations 6,
 * binary_annotations 8, debug 9, timestamp 10, duration 11, trace_id_high 12; Annotation timestamp
 * 1, value 2, host 3; BinaryAnnotation key 1, value 2, annotation_type 3, host 4; Endpoint ipv4 1,
 * port 2, service_name 3, ipv6 4.
 */
final class ThriftSpans {

  private static final int ANNOTATION_BOOL = 0;
  private static final int ANNOTATION_I16 = 2;
  private static final int ANNOTATION_I32 = 3;
  private static final int ANNOTATION_I64 = 4;
  private static final int ANNOTATION_DOUBLE = 5;
  private static final int ANNOTATION_STRING = 6;

  private final ThriftInput in;
  private final ZipkinTarget target;

  ThriftSpans(ThriftInput in, ZipkinTarget target) {
    this.in = in;
    this.target = target;
  }

  /** Reads a list from its header to its last element. */
  void readList() {
    int count = in.list();
    requireStructs(count);
    for (int i = 0; i < count; i++) {
      target.addAll(span());
    }
  }

  private void requireStructs(int count) {
    if (count > 0 && in.elementType() != ThriftInput.STRUCT) {
      throw new IllegalArgumentException(
          "element type " + in.elementType() + " (expected: " + ThriftInput.STRUCT + ")");
    }
  }

  private V1Span span() {
    V1Span span = new V1Span();
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      switch (field) {
        case 1 << 8 | ThriftInput.I64 -> span.traceIdLow = in.i64();
        case 3 << 8 | ThriftInput.STRING -> span.name = text();
        case 4 << 8 | ThriftInput.I64 -> span.spanId = in.i64();
        case 5 << 8 | ThriftInput.I64 -> span.parentSpanId = in.i64();
        case 6 << 8 | ThriftInput.LIST -> {
          int count = in.list();
          requireStructs(count);
          for (int i = 0; i < count; i++) {
            annotation(span);
          }
        }
        case 8 << 8 | ThriftInput.LIST -> {
          int count = in.list();
          requireStructs(count);
          for (int i = 0; i < count; i++) {
            binaryAnnotation(span);
          }
        }
        case 9 << 8 | ThriftInput.BOOL -> span.debug = in.bool();
        case 10 << 8 | ThriftInput.I64 -> span.timestampMicros = Math.max(0, in.i64());
        case 11 << 8 | ThriftInput.I64 -> span.durationMicros = Math.max(0, in.i64());
        case 12 << 8 | ThriftInput.I64 -> span.traceIdHigh = in.i64();
        default -> in.skip(field);
      }
    }
    in.endStruct();
    if (span.spanId == 0 || (span.traceIdHigh | span.traceIdLow) == 0) {
      throw new IllegalArgumentException(
          span.spanId == 0 ? "id is all zeros" : "traceId is all zeros");
    }
    return span;
  }

  private void annotation(V1Span span) {
    long micros = 0;
    String value = null;
    ZipkinEndpoint endpoint = null;
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      switch (field) {
        case 1 << 8 | ThriftInput.I64 -> micros = in.i64();
        case 2 << 8 | ThriftInput.STRING -> value = text();
        case 3 << 8 | ThriftInput.STRUCT -> endpoint = endpoint();
        default -> in.skip(field);
      }
    }
    in.endStruct();
    if (micros != 0 && value != null) {
      span.annotations.add(new V1Span.Annotation(micros, value, endpoint));
    }
  }

  private void binaryAnnotation(V1Span span) {
    String key = null;
    byte[] value = null;
    int type = -1;
    ZipkinEndpoint endpoint = null;
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      switch (field) {
        case 1 << 8 | ThriftInput.STRING -> key = text();
        case 2 << 8 | ThriftInput.STRING -> value = bytes();
        case 3 << 8 | ThriftInput.I32 -> type = in.i32();
        case 4 << 8 | ThriftInput.STRUCT -> endpoint = endpoint();
        default -> in.skip(field);
      }
    }
    in.endStruct();
    if (key == null || value == null) {
      return;
    }
    if (type == ANNOTATION_BOOL && Arrays.equals(value, new byte[] {1})) {
      span.addAddress(key, endpoint);
      return;
    }
    String text = text(type, value);
    if (text != null) {
      span.binaryAnnotations.add(new V1Span.BinaryAnnotation(key, text, endpoint));
    }
  }

  /** A value as a tag has it; numbers are big-endian. Null for bytes, and for what is malformed. */
  private static @Nullable String text(int type, byte[] value) {
    ByteBuffer number = ByteBuffer.wrap(value);
    return switch (type) {
      case ANNOTATION_STRING -> new String(value, StandardCharsets.UTF_8);
      case ANNOTATION_I16 -> value.length == 2 ? Short.toString(number.getShort()) : null;
      case ANNOTATION_I32 -> value.length == 4 ? Integer.toString(number.getInt()) : null;
      case ANNOTATION_I64 -> value.length == 8 ? Long.toString(number.getLong()) : null;
      case ANNOTATION_DOUBLE -> value.length == 8 ? Double.toString(number.getDouble()) : null;
      default -> null;
    };
  }

  private @Nullable ZipkinEndpoint endpoint() {
    ZipkinEndpoint endpoint = ZipkinEndpoint.NONE;
    in.beginStruct();
    for (int field = in.field(); field != ThriftInput.STOP; field = in.field()) {
      switch (field) {
        case 1 << 8 | ThriftInput.I32 -> {
          int ipv4 = in.i32();
          if (ipv4 != 0) {
            endpoint =
                endpoint.withAddress(
                    IpText.of(ByteBuffer.allocate(Integer.BYTES).putInt(ipv4).array()));
          }
        }
        case 2 << 8 | ThriftInput.I16 -> endpoint = endpoint.withPort(in.i16() & 0xFFFF);
        case 3 << 8 | ThriftInput.STRING -> endpoint = endpoint.withServiceName(text());
        case 4 << 8 | ThriftInput.STRING -> endpoint = endpoint.withAddress(IpText.of(bytes()));
        default -> in.skip(field);
      }
    }
    in.endStruct();
    return endpoint.isNone() ? null : endpoint;
  }

  private String text() {
    in.string();
    return new String(in.bytes(), in.begin(), in.end() - in.begin(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    in.string();
    return Arrays.copyOfRange(in.bytes(), in.begin(), in.end());
  }
}
