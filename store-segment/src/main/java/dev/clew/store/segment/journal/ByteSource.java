// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link ByteSink} wrote, and never beyond its end. */
final class ByteSource {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes, int begin, int end) {
    this.bytes = bytes;
    this.at = begin;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  /** Steps over bytes and returns where they begin. */
  int take(int count) {
    if (count < 0 || count > end - at) {
      throw new MalformedBatchException(count + " bytes at " + at, "at most " + (end - at));
    }
    at += count;
    return at - count;
  }

  int remaining() {
    return end - at;
  }

  int getByte() {
    return bytes[take(1)];
  }

  long getVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = bytes[take(1)];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedBatchException("varint at " + at, "at most 10 bytes");
  }

  long getSigned() {
    long zigzag = getVarint();
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /** A varint that fits 32 bits, of any sign. */
  int getInt() {
    long value = getVarint();
    if (value >>> 32 != 0) {
      throw new MalformedBatchException("number " + value + " at " + at, "below 2^32");
    }
    return (int) value;
  }

  /** A varint below {@code bound}. */
  int getIndex(int bound) {
    long value = getVarint();
    if (value < 0 || value >= bound) {
      throw new MalformedBatchException("index " + value + " at " + at, "below " + bound);
    }
    return (int) value;
  }

  /**
   * How many things follow that take at least {@code bytesEach} bytes here, so that a wrong number
   * cannot make anybody allocate more than a multiple of the input.
   */
  int getCount(int bytesEach) {
    long value = getVarint();
    if (value < 0 || value > remaining() / bytesEach) {
      throw new MalformedBatchException(
          "count " + value + " at " + at, "at most " + remaining() / bytesEach);
    }
    return (int) value;
  }

  long getLong() {
    return (long) LONGS.get(bytes, take(Long.BYTES));
  }
}
