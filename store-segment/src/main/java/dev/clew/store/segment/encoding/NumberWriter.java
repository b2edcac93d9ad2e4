// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import org.jspecify.annotations.Nullable;

/**
 * Writes up to a block of 64-bit integers in the smallest of a few forms.
 *
 * <pre>
 * numbers   := kind content                          number of values: known to the reader
 * kind      := u8: 0 constant, 1 packed, 2 tiered, 3 table, 4 compressed
 * constant  := zigzag value
 * packed    := zigzag base, varint scale, u8 width, packed: value = base + scale * x
 * tiered    := zigzag base, varint scale, u8 signed, u8 tierBits, u8 width for each of 2^tierBits tiers,
 *              varint bits of all x, i32 bit offset of every 64th value, the tier of each value packed in tierBits,
 *              then each x in the width of its tier; if signed is 1, x is a zigzag number
 * table     := varint size, its values as numbers, the index of each value packed
 * compressed:= zigzag base, u8 bytes per value, varint length, zstd of all x = value - base
 * </pre>
 *
 * <p>All but the compressed form give a value by position without reading the others (tiered: at
 * most 63 tiers of others). Packed serves codes and counters; tiered serves what spreads over
 * orders of magnitude, as durations do: a few bits name the magnitude, so that one slow request
 * does not widen all; table serves few distinct values far apart; compressed serves what repeats,
 * as the operations of a trace do.
 *
 * <p>Threads: one at a time.
 */
public final class NumberWriter {

  static final int CONSTANT = 0;
  static final int PACKED = 1;
  static final int TIERED = 2;
  static final int TABLE = 3;
  static final int COMPRESSED = 4;

  private static final int TABLE_WIDTH_MIN = 14;
  private static final int TIERED_WIDTH_MIN = 9;
  private static final int COMPRESSIBLE_BYTES_MIN = 64;

  private final Zstd zstd;
  private final TierChooser tiers = new TierChooser();
  private final NumberTable table = new NumberTable();
  private final long[] scaled = new long[Presence.ROWS_MAX];
  private final ByteOutput trialOutput = new ByteOutput();
  private byte[] wide = new byte[0];

  /** Writes with these compressors. */
  public NumberWriter(Zstd zstd) {
    this.zstd = zstd;
  }

  /**
   * Appends {@code count} values, at most {@link Presence#ROWS_MAX}.
   *
   * @param trial what is known of the column's earlier blocks; null if each value must be readable
   *     by itself
   */
  public void write(long[] values, int count, @Nullable Trial trial, ByteOutput out) {
    long min = count == 0 ? 0 : values[0];
    long max = min;
    for (int i = 1; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    if (min == max) {
      out.u8(CONSTANT);
      out.zigzag(min);
      return;
    }
    int begin = out.size();
    writePlain(values, count, min, max, out);
    int plainBytes = out.size() - begin;
    if (trial != null && plainBytes >= COMPRESSIBLE_BYTES_MIN && trial.isDue()) {
      trial.report(compress(values, count, min, max, begin, out));
    }
  }

  private void writePlain(long[] values, int count, long min, long max, ByteOutput out) {
    if (max - min < 0) { // the range does not fit into 63 bits
      writeWide(values, count, out);
      return;
    }
    long scale = scale(values, count, min);
    int width = Bits.width((max - min) / scale);
    boolean isTable = values == table.values(); // which must not be a table once more
    if (!isTable && width >= TABLE_WIDTH_MIN && table.collect(values, count, width)) {
      writeTable(values, count, out);
    } else if (width < TIERED_WIDTH_MIN || !writeTiered(values, count, min, max, scale, out)) {
      divide(values, count, min, scale);
      out.u8(PACKED);
      out.zigzag(min);
      out.varint(scale);
      out.u8(width);
      out.packed(width, scaled, count);
    }
  }

  private void writeWide(long[] values, int count, ByteOutput out) {
    out.u8(PACKED);
    out.zigzag(0);
    out.varint(1);
    out.u8(Long.SIZE);
    out.packed(Long.SIZE, values, count);
  }

  private void writeTable(long[] values, int count, ByteOutput out) {
    out.u8(TABLE);
    out.varint(table.size());
    write(table.values(), table.size(), null, out);
    int width = Bits.width(table.size() - 1L);
    for (int i = 0; i < count; i++) {
      scaled[i] = table.index(values[i]);
    }
    out.u8(width);
    out.packed(width, scaled, count);
  }

  /** Does nothing and returns false if tiers do not pay. */
  private boolean writeTiered(
      long[] values, int count, long min, long max, long scale, ByteOutput out) {
    int width = Bits.width((max - min) / scale);
    // a rare negative value, say from a clock that was set back, must not make all others large
    boolean signed = min < 0 && max > 0;
    long divisor = signed ? gcd(scale, Math.abs(min)) : scale;
    divide(values, count, signed ? 0 : min, divisor);
    if (signed) {
      for (int i = 0; i < count; i++) {
        scaled[i] = (scaled[i] << 1) ^ (scaled[i] >> 63);
      }
    }
    if (!tiers.choose(scaled, count, width)) {
      return false;
    }
    out.u8(TIERED);
    out.zigzag(signed ? 0 : min);
    out.varint(divisor);
    out.u8(signed ? 1 : 0);
    tiers.write(scaled, count, out);
    return true;
  }

  /** Distances from {@code base}, all of which a divisor divides. */
  private void divide(long[] values, int count, long base, long divisor) {
    if (divisor == 1) { // mostly, and dividing is slow
      for (int i = 0; i < count; i++) {
        scaled[i] = values[i] - base;
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      scaled[i] = (values[i] - base) / divisor;
    }
  }

  private boolean compress(
      long[] values, int count, long min, long max, int begin, ByteOutput out) {
    int bytesPerValue = bytesPerValue(max - min);
    int rawBytes = bytesPerValue * count;
    if (wide.length < rawBytes) {
      wide = new byte[Presence.ROWS_MAX * bytesPerValue];
    }
    for (int i = 0, at = 0; i < count; i++) {
      long rest = values[i] - min;
      for (int b = 0; b < bytesPerValue; b++, rest >>>= 8) {
        wide[at++] = (byte) rest;
      }
    }
    trialOutput.clear();
    int length = zstd.compress(wide, 0, rawBytes, trialOutput);
    boolean paid = length * 10L <= (out.size() - begin) * 6L;
    if (paid) {
      out.truncate(begin);
      out.u8(COMPRESSED);
      out.zigzag(min);
      out.u8(bytesPerValue);
      out.varint(length);
      out.bytes(trialOutput.array(), 0, length);
    }
    return paid;
  }

  private static int bytesPerValue(long range) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(range);
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  /** The greatest common divisor of all distances from the minimum. */
  private static long scale(long[] values, int count, long min) {
    long scale = 0;
    for (int i = 0; i < count && scale != 1; i++) {
      long distance = values[i] - min;
      if (scale == 0 || distance % scale != 0) {
        scale = gcd(scale, distance);
      }
    }
    return scale;
  }

  private static long gcd(long a, long b) {
    long divisor = a;
    long rest = b;
    while (rest != 0) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor;
  }
}
