// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing byte array. Numbers are little endian; varints are unsigned LEB128, signed ones zigzag
 * first.
 *
 * <p>{@link #reserve} makes room for a run of puts, which do not check by themselves.
 */
final class ByteSink {

  /** The longest varint. */
  static final int VARINT_BYTES_MAX = 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  byte[] bytes = new byte[1 << 16];
  int length;

  void clear() {
    length = 0;
  }

  void reserve(long count) {
    long needed = length + count;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException("batch: " + needed + " bytes (expected: below 2 GiB)");
      }
      long capacity = Math.max(needed, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.min(capacity, Integer.MAX_VALUE - 8));
    }
  }

  void putByte(int value) {
    bytes[length++] = (byte) value;
  }

  void putVarint(long value) {
    long rest = value;
    int at = length;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    length = at;
  }

  void putSigned(long value) {
    putVarint(value << 1 ^ value >> 63);
  }

  void putLong(long value) {
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  void putBytes(byte[] source, int offset, int count) {
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }
}
