// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Which rows of a block have a value, as a bitmap; see {@link PresenceWriter}. */
public final class Presence {

  /** How many rows a block has at most. */
  public static final int ROWS_MAX = 4096;

  private static final int WORDS = ROWS_MAX / Long.SIZE;

  private Presence() {}

  /** Reads the presence of a block into {@code words} and returns how many rows have a value. */
  public static int read(ByteInput in, int rowCount, Zstd zstd, long[] words) {
    Arrays.fill(words, 0, WORDS, 0);
    int kind = in.u8();
    switch (kind) {
      case PresenceWriter.BITMAP -> readBitmap(in, rowCount, words);
      case PresenceWriter.POSITIONS -> {
        return readPositions(in, words);
      }
      case PresenceWriter.COMPRESSED -> {
        byte[] bitmap = new byte[(rowCount + 7) >>> 3];
        int length = in.count();
        zstd.decompress(in.source(), in.position(), length, bitmap, bitmap.length);
        for (int i = 0; i < bitmap.length; i++) {
          words[i >>> 3] |= (bitmap[i] & 0xffL) << ((i & 7) << 3);
        }
      }
      default -> throw new IllegalArgumentException("presence: " + kind + " (expected: 0 to 2)");
    }
    return cardinality(words);
  }

  /** Sets the first {@code rowCount} bits. */
  public static void all(int rowCount, long[] words) {
    Arrays.fill(words, 0, WORDS, 0);
    Arrays.fill(words, 0, rowCount >>> 6, -1L);
    if ((rowCount & 63) != 0) {
      words[rowCount >>> 6] = (1L << rowCount) - 1;
    }
  }

  /** Whether a row has a value. */
  public static boolean has(long[] words, int row) {
    return (words[row >>> 6] >>> row & 1) != 0;
  }

  /** How many rows before this one have a value. */
  public static int rank(long[] words, int row) {
    int rank = Long.bitCount(words[row >>> 6] & ((1L << row) - 1));
    for (int i = 0; i < row >>> 6; i++) {
      rank += Long.bitCount(words[i]);
    }
    return rank;
  }

  /** Writes the rows that have a value, each plus {@code base}, and returns how many there are. */
  public static int rows(long[] words, int base, int[] target) {
    int count = 0;
    for (int i = 0; i < WORDS; i++) {
      for (long word = words[i]; word != 0; word &= word - 1) {
        target[count++] = base + (i << 6) + Long.numberOfTrailingZeros(word);
      }
    }
    return count;
  }

  /** How many bits are set. */
  public static int cardinality(long[] words) {
    int count = 0;
    for (int i = 0; i < WORDS; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }

  private static void readBitmap(ByteInput in, int rowCount, long[] words) {
    int bytes = (rowCount + 7) >>> 3;
    long position = in.position();
    for (int i = 0; i < bytes >>> 3; i++) {
      words[i] = in.source().get(Bits.LONG, position + ((long) i << 3));
    }
    for (int i = bytes & ~7; i < bytes; i++) {
      long next = in.source().get(ValueLayout.JAVA_BYTE, position + i) & 0xffL;
      words[i >>> 3] |= next << ((i & 7) << 3);
    }
  }

  private static int readPositions(ByteInput in, long[] words) {
    int count = in.count();
    int lowBits = in.u8();
    long low = in.position();
    long high = low + Bits.bytes(lowBits, count);
    for (int i = 0, at = 0; i < count; at += Long.SIZE) {
      long bits = in.source().get(Bits.LONG, high + (at >>> 3));
      for (; bits != 0 && i < count; bits &= bits - 1) {
        int quotient = at + Long.numberOfTrailingZeros(bits) - i;
        int row = quotient << lowBits | (int) Bits.get(in.source(), low, lowBits, i++);
        words[row >>> 6] |= 1L << row;
      }
    }
    return count;
  }
}
