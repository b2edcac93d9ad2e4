// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.codec;

import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a {@code Batch} of {@code jaeger.thrift} in the binary protocol, field by field. */
final class JaegerThriftBatch {

  private static final byte BOOL = 2;
  private static final byte DOUBLE = 4;
  private static final byte I32 = 8;
  private static final byte I64 = 10;
  private static final byte TEXT = 11;
  private static final byte STRUCT = 12;
  private static final byte LIST = 15;

  private final DataOutputStream out;

  private JaegerThriftBatch(DataOutputStream out) {
    this.out = out;
  }

  static byte[] of(List<Span> spans) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new JaegerThriftBatch(new DataOutputStream(bytes)).write(spans);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(List<Span> spans) throws IOException {
    field(STRUCT, 1);
    List<Entry> process = spans.getFirst().resource().attributes().entries();
    text(1, "bench");
    tags(2, process);
    end();
    list(2, spans.size());
    for (Span span : spans) {
      span(span);
    }
    end();
  }

  private void span(Span span) throws IOException {
    i64(1, span.traceId().low());
    i64(2, span.traceId().high());
    i64(3, span.spanId());
    i64(4, span.parentSpanId());
    text(5, span.name());
    field(I32, 7);
    out.writeInt(1);
    i64(8, span.startNanos() / 1000);
    i64(9, (span.endNanos() - span.startNanos()) / 1000);
    tags(10, span.attributes().entries());
    end();
  }

  private void tags(int id, List<Entry> entries) throws IOException {
    list(id, entries.size());
    for (Entry entry : entries) {
      text(1, entry.key());
      field(I32, 2);
      switch (entry.value()) {
        case StringValue(String text) -> {
          out.writeInt(0);
          text(3, text);
        }
        case DoubleValue(double number) -> {
          out.writeInt(1);
          field(DOUBLE, 4);
          out.writeDouble(number);
        }
        case BoolValue(boolean truth) -> {
          out.writeInt(2);
          field(BOOL, 5);
          out.writeBoolean(truth);
        }
        case IntValue(long number) -> {
          out.writeInt(3);
          i64(6, number);
        }
        default -> {
          out.writeInt(0);
          text(3, entry.value().toString());
        }
      }
      end();
    }
  }

  private void field(byte type, int id) throws IOException {
    out.writeByte(type);
    out.writeShort(id);
  }

  private void list(int id, int size) throws IOException {
    field(LIST, id);
    out.writeByte(STRUCT);
    out.writeInt(size);
  }

  private void i64(int id, long value) throws IOException {
    field(I64, id);
    out.writeLong(value);
  }

  private void text(int id, String text) throws IOException {
    field(TEXT, id);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private void end() throws IOException {
    out.writeByte(0);
  }
}
