// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The byte form of arrays and kvlists inside a batch: the protobuf encoding of OTLP's {@code
 * ArrayValue} and {@code KeyValueList}, so that a decoder can keep the bytes it received and an
 * encoder can send them on.
 *
 * <p>Field numbers, from the published {@code common.proto}: AnyValue string 1, bool 2, int 3,
 * double 4, array 5, kvlist 6, bytes 7; KeyValue key 1, value 2; ArrayValue and KeyValueList values
 * 1. Unknown fields are skipped, groups are not expected.
 */
public final class NestedValues {

  /** How deep lists may nest; deeper input is malformed. */
  public static final int DEPTH_MAX = 64;

  private NestedValues() {}

  /**
   * Reads an encoded {@code ArrayValue}.
   *
   * @throws IllegalArgumentException if the bytes are malformed or nest deeper than {@link
   *     #DEPTH_MAX}
   */
  public static ArrayValue decodeArray(byte[] encoded) {
    List<AttributeValue> values = new ArrayList<>();
    array(new WireReader(encoded, 0, encoded.length), 0, values);
    return new ArrayValue(values);
  }

  /**
   * Reads an encoded {@code KeyValueList}.
   *
   * @throws IllegalArgumentException if the bytes are malformed or nest deeper than {@link
   *     #DEPTH_MAX}
   */
  public static KvListValue decodeKvList(byte[] encoded) {
    List<Entry> entries = new ArrayList<>();
    kvList(new WireReader(encoded, 0, encoded.length), 0, entries);
    return new KvListValue(entries);
  }

  /** The {@code ArrayValue} bytes of a list. */
  public static byte[] encode(ArrayValue array) {
    WireWriter out = new WireWriter();
    write(array, out);
    return out.toByteArray();
  }

  /** The {@code KeyValueList} bytes of a list. */
  public static byte[] encode(KvListValue list) {
    WireWriter out = new WireWriter();
    write(list, out);
    return out.toByteArray();
  }

  private static void write(ArrayValue array, WireWriter out) {
    for (AttributeValue value : array.values().reversed()) {
      int size = out.size();
      write(value, out);
      out.message(1, size);
    }
  }

  private static void write(KvListValue list, WireWriter out) {
    for (Entry entry : list.entries().reversed()) {
      int size = out.size();
      write(entry.value(), out);
      out.message(2, size);
      out.bytes(1, entry.key().getBytes(StandardCharsets.UTF_8));
      out.message(1, size);
    }
  }

  private static void write(AttributeValue value, WireWriter out) {
    int size = out.size();
    switch (value) {
      case EmptyValue() -> {}
      case StringValue(String text) -> out.bytes(1, text.getBytes(StandardCharsets.UTF_8));
      case BoolValue(boolean truth) -> out.varint(2, truth ? 1 : 0);
      case IntValue(long number) -> out.varint(3, number);
      case DoubleValue(double number) -> out.fixed64(4, Double.doubleToRawLongBits(number));
      case ArrayValue array -> {
        write(array, out);
        out.message(5, size);
      }
      case KvListValue list -> {
        write(list, out);
        out.message(6, size);
      }
      case BytesValue(byte[] bytes) -> out.bytes(7, bytes);
    }
  }

  private static void array(WireReader in, int depth, List<AttributeValue> values) {
    checkDepth(depth);
    while (in.next()) {
      if (in.tag == (1 << 3 | 2)) {
        Value value = new Value();
        value.read(in.nested(), depth);
        values.add(value.get());
      }
    }
  }

  private static void kvList(WireReader in, int depth, List<Entry> entries) {
    checkDepth(depth);
    while (in.next()) {
      if (in.tag == (1 << 3 | 2)) {
        entries.add(entry(in.nested(), depth));
      }
    }
  }

  private static Entry entry(WireReader in, int depth) {
    String key = "";
    Value value = new Value();
    while (in.next()) {
      if (in.tag == (1 << 3 | 2)) {
        key = in.text();
      } else if (in.tag == (2 << 3 | 2)) {
        value.read(in.nested(), depth);
      }
    }
    return new Entry(key, value.get());
  }

  private static void checkDepth(int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException(
          "nested value: depth " + depth + " (expected: at most " + DEPTH_MAX + ")");
    }
  }

  /**
   * An {@code AnyValue} that is being read. The last member that comes wins, but two lists of one
   * kind in a row are one list: that is how protobuf merges fields that come twice.
   */
  private static final class Value {
    private AttributeValue single = new EmptyValue();
    private @Nullable List<AttributeValue> values;
    private @Nullable List<Entry> entries;

    void read(WireReader in, int depth) {
      while (in.next()) {
        switch (in.tag) {
          case 1 << 3 | 2 -> set(new StringValue(in.text()));
          case 2 << 3 -> set(new BoolValue(in.varint != 0));
          case 3 << 3 -> set(new IntValue(in.varint));
          case 4 << 3 | 1 -> set(new DoubleValue(Double.longBitsToDouble(in.varint)));
          case 5 << 3 | 2 -> {
            List<AttributeValue> list = values != null ? values : new ArrayList<>();
            array(in.nested(), depth + 1, list);
            set(single);
            values = list;
          }
          case 6 << 3 | 2 -> {
            List<Entry> list = entries != null ? entries : new ArrayList<>();
            kvList(in.nested(), depth + 1, list);
            set(single);
            entries = list;
          }
          case 7 << 3 | 2 -> set(new BytesValue(in.copy()));
          default -> {}
        }
      }
    }

    private void set(AttributeValue value) {
      single = value;
      values = null;
      entries = null;
    }

    AttributeValue get() {
      if (values != null) {
        return new ArrayValue(values);
      }
      return entries != null ? new KvListValue(entries) : single;
    }
  }

  /** Walks the fields of one message; bounds-checked, no allocation but for what it returns. */
  private static final class WireReader {
    private final byte[] source;
    private final int limit;
    private int at;
    private int begin; // of the current length-delimited field
    private int length;
    int tag;
    long varint; // value of the current varint or fixed field

    WireReader(byte[] source, int begin, int end) {
      this.source = source;
      this.at = begin;
      this.limit = end;
    }

    boolean next() {
      if (at == limit) {
        return false;
      }
      tag = (int) readVarint();
      switch (tag & 7) {
        case 0 -> varint = readVarint();
        case 1 -> varint = readFixed(8);
        case 2 -> {
          long size = readVarint();
          if (size < 0 || size > limit - at) {
            throw malformed();
          }
          begin = at;
          length = (int) size;
          at += length;
        }
        case 5 -> varint = readFixed(4);
        default -> throw malformed();
      }
      return true;
    }

    WireReader nested() {
      return new WireReader(source, begin, begin + length);
    }

    String text() {
      return new String(source, begin, length, StandardCharsets.UTF_8);
    }

    byte[] copy() {
      return Arrays.copyOfRange(source, begin, begin + length);
    }

    private long readVarint() {
      long value = 0;
      for (int shift = 0; shift < 64 && at < limit; shift += 7) {
        byte b = source[at++];
        value |= (long) (b & 0x7F) << shift;
        if (b >= 0) {
          return value;
        }
      }
      throw malformed();
    }

    private long readFixed(int bytes) {
      if (limit - at < bytes) {
        throw malformed();
      }
      long value = 0;
      for (int i = bytes - 1; i >= 0; i--) {
        value = (value << 8) | (source[at + i] & 0xFF);
      }
      at += bytes;
      return value;
    }

    private IllegalArgumentException malformed() {
      return new IllegalArgumentException("nested value: malformed at byte " + at + " of " + limit);
    }
  }

  /**
   * Writes back to front, the last field first and the content of a message before its length, so
   * that each byte is written once however deep it is nested.
   */
  private static final class WireWriter {
    private byte[] bytes = new byte[128];
    private int at = bytes.length;

    int size() {
      return bytes.length - at;
    }

    /** Ends a message whose fields have been written since the size was {@code sizeBefore}. */
    void message(int field, int sizeBefore) {
      writeVarint(size() - sizeBefore);
      writeVarint(((long) field << 3) | 2);
    }

    void varint(int field, long value) {
      writeVarint(value);
      writeVarint((long) field << 3);
    }

    void fixed64(int field, long value) {
      reserve(Long.BYTES);
      for (int shift = 56; shift >= 0; shift -= 8) {
        bytes[--at] = (byte) (value >>> shift);
      }
      writeVarint(((long) field << 3) | 1);
    }

    void bytes(int field, byte[] value) {
      reserve(value.length);
      at -= value.length;
      System.arraycopy(value, 0, bytes, at, value.length);
      writeVarint(value.length);
      writeVarint(((long) field << 3) | 2);
    }

    byte[] toByteArray() {
      return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private void writeVarint(long value) {
      int length = (70 - Long.numberOfLeadingZeros(value | 1)) / 7; // significant bits, by sevens
      reserve(length);
      at -= length;
      for (int i = 0; i < length - 1; i++) {
        bytes[at + i] = (byte) (value | 0x80);
        value >>>= 7;
      }
      bytes[at + length - 1] = (byte) value;
    }

    private void reserve(int length) {
      if (at < length) {
        int size = size();
        byte[] wider = new byte[Growth.capacity(bytes.length, Math.addExact(size, length))];
        System.arraycopy(bytes, at, wider, wider.length - size, size);
        bytes = wider;
        at = wider.length - size;
      }
    }
  }
}
