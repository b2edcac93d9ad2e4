// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/**
 * Writes which rows of a block have a value.
 *
 * <pre>
 * presence := kind content
 * kind     := u8: 0 bitmap, 1 positions, 2 compressed bitmap
 * bitmap   := one bit per row, lowest first, whole bytes
 * positions:= varint count, u8 low, (row mod 2^low) packed in low bits each,
 *             then for each row a 1 after as many 0s as (row / 2^low) grew (Elias and Fano)
 * compressed bitmap := varint length, zstd of the bitmap
 * </pre>
 *
 * <p>Elias and Fano come within a few percent of what is possible for rows without a pattern, and
 * are read without decompressing; a pattern, such as the same rows in each trace, is left to zstd.
 *
 * <p>Source: P. Elias, "Efficient storage and retrieval by content and address of static files",
 * JACM 21(2), 1974.
 */
public final class PresenceWriter {

  static final int BITMAP = 0;
  static final int POSITIONS = 1;
  static final int COMPRESSED = 2;

  private static final int COMPRESSIBLE_BYTES_MIN = 40;

  private final Zstd zstd;
  private final long[] low = new long[Presence.ROWS_MAX];
  private final byte[] bitmap = new byte[Presence.ROWS_MAX / Byte.SIZE];

  /** Writes with these compressors. */
  public PresenceWriter(Zstd zstd) {
    this.zstd = zstd;
  }

  /**
   * Appends the presence of {@code count} rows, ascending and less than {@code rowCount}.
   *
   * @param trial what is known of the column's earlier blocks
   */
  public void write(int[] rows, int count, int rowCount, Trial trial, ByteOutput out) {
    int lowBits = lowBits(count, rowCount);
    long positionBytes =
        3 + Bits.bytes(lowBits, count) + Bits.bytes(1, count + (rowCount >>> lowBits) + 1L);
    int bitmapBytes = fillBitmap(rows, count, rowCount);
    int begin = out.size();
    if (positionBytes < bitmapBytes) {
      writePositions(rows, count, rowCount, lowBits, out);
    } else {
      out.u8(BITMAP);
      out.bytes(bitmap, 0, bitmapBytes);
    }
    int plainBytes = out.size() - begin;
    if (plainBytes >= COMPRESSIBLE_BYTES_MIN && trial.isDue()) {
      compress(bitmapBytes, begin, plainBytes, trial, out);
    }
  }

  private void compress(int bitmapBytes, int begin, int plainBytes, Trial trial, ByteOutput out) {
    ByteOutput packed = new ByteOutput();
    int length = zstd.compress(bitmap, 0, bitmapBytes, packed);
    boolean paid = length + 3 <= plainBytes - plainBytes / 4;
    trial.report(paid);
    if (paid) {
      out.truncate(begin);
      out.u8(COMPRESSED);
      out.varint(length);
      out.bytes(packed.array(), 0, length);
    }
  }

  private int fillBitmap(int[] rows, int count, int rowCount) {
    int bytes = (rowCount + 7) >>> 3;
    Arrays.fill(bitmap, 0, bytes, (byte) 0);
    for (int i = 0; i < count; i++) {
      bitmap[rows[i] >>> 3] |= (byte) (1 << (rows[i] & 7));
    }
    return bytes;
  }

  private void writePositions(int[] rows, int count, int rowCount, int lowBits, ByteOutput out) {
    out.u8(POSITIONS);
    out.varint(count);
    out.u8(lowBits);
    for (int i = 0; i < count; i++) {
      low[i] = rows[i] & Bits.mask(lowBits);
    }
    out.packed(lowBits, low, count);
    byte[] high = new byte[(int) Bits.bytes(1, count + (rowCount >>> lowBits) + 1L)];
    for (int i = 0; i < count; i++) {
      int bit = (rows[i] >>> lowBits) + i;
      high[bit >>> 3] |= (byte) (1 << (bit & 7));
    }
    out.bytes(high, 0, high.length);
  }

  private static int lowBits(int count, int rowCount) {
    return count == 0 ? 0 : Math.max(0, 31 - Integer.numberOfLeadingZeros(rowCount / count));
  }
}
