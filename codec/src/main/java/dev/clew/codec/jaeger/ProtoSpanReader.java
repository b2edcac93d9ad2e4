// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.protobuf.ProtoInput;
import dev.clew.model.ValueType;
import java.util.function.Consumer;

/** Reads Jaeger's protobuf messages {@code Process} and {@code Span}. */
final class ProtoSpanReader {

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final ProtoInput in;
  private final SpanTranslation span;
  private final ProcessTranslation process;
  private final Tag tag = new Tag();
  private final Consumer<Tag> processTag;
  private final Consumer<Tag> spanTag;
  private final Consumer<Tag> logField;

  // Of the id that was read last
  private long idHigh;
  private long idLow;

  // Of the span that was read last
  private int processBegin;
  private int processEnd;

  ProtoSpanReader(ProtoInput in, SpanTranslation span, ProcessTranslation process) {
    this.in = in;
    this.span = span;
    this.process = process;
    this.processTag = process::tag;
    this.spanTag = span::tag;
    this.logField = span::logField;
  }

  /** Reads a {@code Process}; the caller has begun it and ends it. */
  void process(int at, int limit) {
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case ProtoFields.PROCESS_SERVICE_NAME -> {
          int begin = in.open(at, limit);
          at = in.end();
          process.service(begin, at);
        }
        case ProtoFields.PROCESS_TAGS -> at = tag(at, limit, processTag);
        default -> at = in.skip(tag, at, limit);
      }
    }
  }

  /** Whether the span that was read last brought a process of its own. */
  boolean hasProcess() {
    return processBegin >= 0;
  }

  int processBegin() {
    return processBegin;
  }

  int processEnd() {
    return processEnd;
  }

  /** Reads a {@code Span}; the caller has begun it and ends it. */
  void span(int at, int limit) {
    processBegin = -1;
    int traceIdLength = 0;
    int spanIdLength = 0;
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case ProtoFields.SPAN_TRACE_ID -> {
          traceIdLength = traceId(at, limit);
          at = in.end();
          span.traceIdHigh(idHigh);
          span.traceIdLow(idLow);
        }
        case ProtoFields.SPAN_SPAN_ID -> {
          spanIdLength = spanId(at, limit);
          at = in.end();
          span.spanId(idLow);
        }
        case ProtoFields.SPAN_OPERATION_NAME -> {
          int begin = in.open(at, limit);
          at = in.end();
          span.name(begin, at);
        }
        case ProtoFields.SPAN_START_TIME -> {
          span.startNanos(nanos(at, limit));
          at = in.end();
        }
        case ProtoFields.SPAN_DURATION -> {
          span.durationNanos(nanos(at, limit));
          at = in.end();
        }
        case ProtoFields.SPAN_TAGS -> at = tag(at, limit, spanTag);
        default -> at = otherField(tag, at, limit);
      }
    }
    span.idLengths(traceIdLength, spanIdLength);
  }

  private int otherField(int tag, int at, int limit) {
    if (tag == ProtoFields.SPAN_FLAGS) {
      span.flags((int) in.varint(at, limit));
      return in.next();
    }
    int end = in.skip(tag, at, limit);
    switch (tag) {
      case ProtoFields.SPAN_REFERENCES -> reference(in.open(at, limit), end);
      case ProtoFields.SPAN_LOGS -> log(in.open(at, limit), end);
      case ProtoFields.SPAN_PROCESS -> {
        processBegin = in.open(at, limit);
        processEnd = end;
      }
      case ProtoFields.SPAN_WARNINGS -> span.warning(in.open(at, limit), end);
      default -> {}
    }
    return end;
  }

  private void reference(int at, int limit) {
    int type = References.CHILD_OF;
    long traceIdHigh = 0;
    long traceIdLow = 0;
    long spanId = 0;
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case ProtoFields.REFERENCE_TRACE_ID -> {
          traceId(at, limit);
          at = in.end();
          traceIdHigh = idHigh;
          traceIdLow = idLow;
        }
        case ProtoFields.REFERENCE_SPAN_ID -> {
          spanId(at, limit);
          at = in.end();
          spanId = idLow;
        }
        case ProtoFields.REFERENCE_TYPE -> {
          type = (int) in.varint(at, limit);
          at = in.next();
        }
        default -> at = in.skip(tag, at, limit);
      }
    }
    span.reference(type, traceIdHigh, traceIdLow, spanId);
  }

  private void log(int at, int limit) {
    span.beginLog();
    while (at < limit) {
      int tag = in.tag(at, limit);
      at = in.next();
      switch (tag) {
        case ProtoFields.LOG_TIMESTAMP -> {
          span.logNanos(nanos(at, limit));
          at = in.end();
        }
        case ProtoFields.LOG_FIELDS -> at = tag(at, limit, logField);
        default -> at = in.skip(tag, at, limit);
      }
    }
    span.endLog();
  }

  /** Reads a {@code KeyValue} and returns where it ends. */
  private int tag(int at, int limit, Consumer<Tag> target) {
    int begin = in.open(at, limit);
    int end = in.end();
    tag.clear();
    keyValue(begin, end);
    target.accept(tag);
    return end;
  }

  private void keyValue(int at, int limit) {
    while (at < limit) {
      int field = in.tag(at, limit);
      at = in.next();
      switch (field) {
        case ProtoFields.KEY_VALUE_KEY -> {
          int begin = in.open(at, limit);
          at = in.end();
          tag.key(begin, at);
        }
        case ProtoFields.KEY_VALUE_TYPE -> {
          tag.type = type((int) in.varint(at, limit));
          at = in.next();
        }
        case ProtoFields.KEY_VALUE_STRING -> {
          int begin = in.open(at, limit);
          at = in.end();
          tag.text(begin, at);
        }
        case ProtoFields.KEY_VALUE_BOOL -> {
          tag.truth(in.varint(at, limit) != 0);
          at = in.next();
        }
        case ProtoFields.KEY_VALUE_INT64 -> {
          tag.number(in.varint(at, limit));
          at = in.next();
        }
        case ProtoFields.KEY_VALUE_FLOAT64 -> {
          tag.doubleBits(in.fixed64(at, limit));
          at += Long.BYTES;
        }
        case ProtoFields.KEY_VALUE_BINARY -> {
          int begin = in.open(at, limit);
          at = in.end();
          tag.binary(begin, at);
        }
        default -> at = in.skip(field, at, limit);
      }
    }
  }

  /** Reads a {@code Timestamp} or {@code Duration}, which ends at {@code in.end()}. */
  private long nanos(int at, int limit) {
    int begin = in.open(at, limit);
    int end = in.end();
    long seconds = 0;
    long nanos = 0;
    for (int next = begin; next < end; ) {
      int tag = in.tag(next, end);
      int value = in.next();
      if (tag == ProtoFields.TIME_SECONDS) {
        seconds = in.varint(value, end);
        next = in.next();
      } else if (tag == ProtoFields.TIME_NANOS) {
        nanos = (int) in.varint(value, end);
        next = in.next();
      } else {
        next = in.skip(tag, value, end);
      }
    }
    in.open(at, limit); // in.end() is the end of the message again
    return saturated(seconds, nanos);
  }

  /** What is too much for a long stays too much, and is refused as a time. */
  private static long saturated(long seconds, long nanos) {
    long high = Math.multiplyHigh(seconds, SECOND_NANOS);
    long low = seconds * SECOND_NANOS;
    if (high != low >> 63) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    long sum = low + nanos;
    if (((low ^ sum) & (nanos ^ sum)) < 0) {
      return low < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return sum;
  }

  /** Reads a trace id of 16 bytes, or of the 8 that old clients send; returns how many it has. */
  private int traceId(int at, int limit) {
    int begin = in.open(at, limit);
    int length = in.end() - begin;
    idHigh = 0;
    idLow = 0;
    if (length == TRACE_ID_BYTES) {
      idHigh = in.id(begin);
      idLow = in.id(begin + SPAN_ID_BYTES);
    } else if (length == SPAN_ID_BYTES) {
      idLow = in.id(begin);
    }
    return length;
  }

  private int spanId(int at, int limit) {
    int begin = in.open(at, limit);
    int length = in.end() - begin;
    idLow = length == SPAN_ID_BYTES ? in.id(begin) : 0;
    return length;
  }

  private static ValueType type(int number) {
    return switch (number) {
      case 0 -> ValueType.STRING;
      case 1 -> ValueType.BOOL;
      case 2 -> ValueType.INT;
      case 3 -> ValueType.DOUBLE;
      case 4 -> ValueType.BYTES;
      default -> ValueType.EMPTY; // of a version to come
    };
  }
}
