// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import static dev.clew.codec.thrift.ThriftInput.STOP;
import static dev.clew.codec.thrift.ThriftInput.STRUCT;

import dev.clew.codec.thrift.ThriftInput;
import dev.clew.model.ValueType;
import java.util.function.Consumer;

/** Reads Jaeger's Thrift structs {@code Process} and {@code Span}. */
final class ThriftSpanReader {

  private static final long MICRO_NANOS = 1000;

  private final ThriftInput in;
  private final SpanTranslation span;
  private final ProcessTranslation process;
  private final Tag tag = new Tag();
  private final Consumer<Tag> processTag;
  private final Consumer<Tag> spanTag;
  private final Consumer<Tag> logField;

  ThriftSpanReader(ThriftInput in, SpanTranslation span, ProcessTranslation process) {
    this.in = in;
    this.span = span;
    this.process = process;
    this.processTag = process::tag;
    this.spanTag = span::tag;
    this.logField = span::logField;
  }

  /** Reads a {@code Process}; the caller has begun it and ends it. */
  void process() {
    in.beginStruct();
    for (int field = in.field(); field != STOP; field = in.field()) {
      switch (field) {
        case ThriftFields.PROCESS_SERVICE_NAME -> {
          in.string();
          process.service(in.begin(), in.end());
        }
        case ThriftFields.PROCESS_TAGS -> tags(processTag);
        default -> in.skip(field);
      }
    }
    in.endStruct();
  }

  /** Reads a {@code Span}; the caller has begun it and ends it. */
  void span() {
    in.beginStruct();
    for (int field = in.field(); field != STOP; field = in.field()) {
      switch (field) {
        case ThriftFields.SPAN_TRACE_ID_LOW -> span.traceIdLow(in.i64());
        case ThriftFields.SPAN_TRACE_ID_HIGH -> span.traceIdHigh(in.i64());
        case ThriftFields.SPAN_SPAN_ID -> span.spanId(in.i64());
        case ThriftFields.SPAN_PARENT_SPAN_ID -> span.parentSpanId(in.i64());
        case ThriftFields.SPAN_OPERATION_NAME -> {
          in.string();
          span.name(in.begin(), in.end());
        }
        case ThriftFields.SPAN_REFERENCES -> references();
        case ThriftFields.SPAN_FLAGS -> span.flags(in.i32());
        case ThriftFields.SPAN_START_TIME -> span.startNanos(nanos(in.i64()));
        case ThriftFields.SPAN_DURATION -> span.durationNanos(nanos(in.i64()));
        case ThriftFields.SPAN_TAGS -> tags(spanTag);
        case ThriftFields.SPAN_LOGS -> logs();
        default -> in.skip(field);
      }
    }
    in.endStruct();
  }

  private void references() {
    for (int left = structs(); left > 0; left--) {
      int type = References.CHILD_OF;
      long traceIdHigh = 0;
      long traceIdLow = 0;
      long spanId = 0;
      in.beginStruct();
      for (int field = in.field(); field != STOP; field = in.field()) {
        switch (field) {
          case ThriftFields.REFERENCE_TYPE -> type = in.i32();
          case ThriftFields.REFERENCE_TRACE_ID_LOW -> traceIdLow = in.i64();
          case ThriftFields.REFERENCE_TRACE_ID_HIGH -> traceIdHigh = in.i64();
          case ThriftFields.REFERENCE_SPAN_ID -> spanId = in.i64();
          default -> in.skip(field);
        }
      }
      in.endStruct();
      span.reference(type, traceIdHigh, traceIdLow, spanId);
    }
  }

  private void logs() {
    for (int left = structs(); left > 0; left--) {
      span.beginLog();
      in.beginStruct();
      for (int field = in.field(); field != STOP; field = in.field()) {
        switch (field) {
          case ThriftFields.LOG_TIMESTAMP -> span.logNanos(nanos(in.i64()));
          case ThriftFields.LOG_FIELDS -> tags(logField);
          default -> in.skip(field);
        }
      }
      in.endStruct();
      span.endLog();
    }
  }

  private void tags(Consumer<Tag> target) {
    for (int left = structs(); left > 0; left--) {
      tag.clear();
      in.beginStruct();
      for (int field = in.field(); field != STOP; field = in.field()) {
        tagField(field);
      }
      in.endStruct();
      target.accept(tag);
    }
  }

  private void tagField(int field) {
    switch (field) {
      case ThriftFields.TAG_KEY -> {
        in.string();
        tag.key(in.begin(), in.end());
      }
      case ThriftFields.TAG_TYPE -> tag.type = type(in.i32());
      case ThriftFields.TAG_STRING -> {
        in.string();
        tag.text(in.begin(), in.end());
      }
      case ThriftFields.TAG_DOUBLE -> tag.doubleBits(in.doubleBits());
      case ThriftFields.TAG_BOOL -> tag.truth(in.bool());
      case ThriftFields.TAG_LONG -> tag.number(in.i64());
      case ThriftFields.TAG_BINARY -> {
        in.string();
        tag.binary(in.begin(), in.end());
      }
      default -> in.skip(field);
    }
  }

  /** How many structs the list has; one of something else is skipped, and counts as empty. */
  private int structs() {
    int count = in.list();
    if (in.elementType() == STRUCT) {
      return count;
    }
    in.skipElements(count, in.elementType());
    return 0;
  }

  private static ValueType type(int number) {
    return switch (number) {
      case 0 -> ValueType.STRING;
      case 1 -> ValueType.DOUBLE;
      case 2 -> ValueType.BOOL;
      case 3 -> ValueType.INT;
      case 4 -> ValueType.BYTES;
      default -> ValueType.EMPTY; // of a version to come
    };
  }

  /** Nanoseconds of microseconds; what is too much stays too much, and is refused as a time. */
  private static long nanos(long micros) {
    long high = Math.multiplyHigh(micros, MICRO_NANOS);
    long low = micros * MICRO_NANOS;
    if (high == low >> 63) {
      return low;
    }
    return micros < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
