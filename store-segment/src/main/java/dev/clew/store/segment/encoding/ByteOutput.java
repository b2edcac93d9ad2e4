// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow at their end, used again after {@link #clear()}. */
public final class ByteOutput {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CAPACITY_KEPT_MAX = 1 << 20;

  private byte[] bytes = new byte[1024];
  private int size;

  /** No bytes. */
  public ByteOutput() {}

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** The array they are in, from index 0; stale after the next write. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of them. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets them. */
  public void clear() {
    truncate(0);
    if (bytes.length > CAPACITY_KEPT_MAX) {
      bytes = new byte[CAPACITY_KEPT_MAX];
    }
  }

  /** Forgets all but the first {@code length}. */
  public void truncate(int length) {
    size = length;
  }

  /** Appends the low eight bits. */
  public void u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Appends four bytes. */
  public void i32(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  /** Appends eight bytes. */
  public void i64(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Appends an unsigned number in one to ten bytes. */
  public void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Appends a signed number in one to ten bytes. */
  public void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  /** Appends bytes. */
  public void bytes(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Appends a length and as many bytes. */
  public void sized(byte[] source) {
    varint(source.length);
    bytes(source, 0, source.length);
  }

  /** Appends values of the same width as {@link Bits} reads them; higher bits must be zero. */
  public void packed(int width, long[] values, int count) {
    int length = (int) Bits.bytes(width, count);
    reserve(length + Bits.PADDING);
    long word = 0;
    int filled = 0;
    int at = size;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      word |= value << filled;
      filled += width;
      if (filled >= Long.SIZE) {
        LONGS.set(bytes, at, word);
        at += Long.BYTES;
        filled -= Long.SIZE;
        word = filled == 0 ? 0 : value >>> (width - filled);
      }
    }
    LONGS.set(bytes, at, word);
    size += length;
  }

  /**
   * Makes room for {@code length} bytes behind the present ones, to be filled through the array.
   */
  byte[] reserve(int length) {
    if (length > bytes.length - size) {
      long wanted = Math.max(size + (long) length, bytes.length * 2L);
      if (size + (long) length > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "output: " + (size + (long) length) + " bytes (expected: less than 2 GiB)");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    return bytes;
  }

  /** Counts bytes as written that were put into the array behind the present ones. */
  void advance(int length) {
    size += length;
  }
}
