// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads what {@link ByteOutput} wrote, from mapped memory. */
public final class ByteInput {

  private final MemorySegment source;
  private long position;

  /** Reads from a position on. */
  public ByteInput(MemorySegment source, long position) {
    this.source = source;
    this.position = position;
  }

  /** What is read from. */
  public MemorySegment source() {
    return source;
  }

  /** Where the next read begins. */
  public long position() {
    return position;
  }

  /** Leaves bytes out. */
  public void skip(long bytes) {
    position += bytes;
  }

  /** The next byte as an unsigned number. */
  public int u8() {
    return source.get(ValueLayout.JAVA_BYTE, position++) & 0xff;
  }

  /** The next four bytes. */
  public int i32() {
    position += Integer.BYTES;
    return source.get(Bits.INT, position - Integer.BYTES);
  }

  /** The next eight bytes. */
  public long i64() {
    position += Long.BYTES;
    return source.get(Bits.LONG, position - Long.BYTES);
  }

  /** The next unsigned number. */
  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = source.get(ValueLayout.JAVA_BYTE, position++);
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint: more than 10 bytes at " + (position - 10));
  }

  /** The next unsigned number, which counts something in memory. */
  public int count() {
    return Math.toIntExact(varint());
  }

  /** The next signed number. */
  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** The next bytes, copied. */
  public byte[] bytes(int length) {
    byte[] target = new byte[length];
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, position, target, 0, length);
    position += length;
    return target;
  }

  /** The next length and as many bytes, copied. */
  public byte[] sized() {
    return bytes(count());
  }
}
