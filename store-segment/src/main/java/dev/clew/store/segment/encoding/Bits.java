// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Unsigned integers of the same width in bits, one after the other, lowest bit first.
 *
 * <p>A width is 0 to 56 or 64: what needs 57 to 63 bits takes 64, so that one load of eight bytes
 * always holds a whole value.
 */
public final class Bits {

  /** How many bytes behind a packed area must be readable. */
  public static final int PADDING = Long.BYTES;

  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int WIDTH_PARTIAL_MAX = 56;

  private Bits() {}

  /** The width that holds every unsigned value up to {@code max}. */
  public static int width(long max) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(max);
    return width > WIDTH_PARTIAL_MAX ? Long.SIZE : width;
  }

  /** How many bytes {@code count} values take. */
  public static long bytes(int width, long count) {
    return (width * count + 7) >>> 3;
  }

  /** One value. */
  public static long get(MemorySegment source, long offset, int width, long index) {
    long bit = index * width;
    long word = source.get(LONG, offset + (bit >>> 3)) >>> (int) (bit & 7);
    return word & mask(width);
  }

  /** A run of values. */
  public static void unpack(
      MemorySegment source, long offset, int width, int begin, int count, long[] target) {
    long mask = mask(width);
    long bit = (long) begin * width;
    for (int i = 0; i < count; i++, bit += width) {
      target[i] = (source.get(LONG, offset + (bit >>> 3)) >>> (int) (bit & 7)) & mask;
    }
  }

  /** Any up to 64 bits from a bit position; slower than {@link #get}, for values that differ. */
  static long any(MemorySegment source, long offset, long bit, int width) {
    long at = offset + (bit >>> 3);
    int shift = (int) (bit & 7);
    long word = source.get(LONG, at) >>> shift;
    if (shift + width > Long.SIZE) {
      word |= (source.get(ValueLayout.JAVA_BYTE, at + Long.BYTES) & 0xffL) << (Long.SIZE - shift);
    }
    return word & mask(width);
  }

  static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
  }
}
