// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import org.jspecify.annotations.Nullable;

/**
 * Writes the byte strings of one block of a column whose values are too many for a dictionary.
 *
 * <pre>
 * strings := varint distinct, varint large, u8 plain, codes, large*, table, filter
 * codes   := nothing if plain is 1: the i-th value is the i-th distinct one; else numbers.
 *            Codes from {@code distinct} on are large values
 * large   := i64 offset in the file, where a large value is written whole
 * table   := bytes | decimal | hex
 * bytes   := u8 0, lengths as numbers, varint pages, (i32 value end, i32 raw end, i32 stored end)*,
 *            pages: zstd, or raw where stored and raw length are equal
 * decimal := u8 1, sized prefix, sized suffix, u8 digits (0: no leading zeros), numbers
 * hex     := u8 2, sized template, bitmap of its hex positions, their digits, two in a byte,
 *            each value in whole bytes
 * filter  := see {@link ValueFilter}; no words for decimal, where equality is fast anyway
 * </pre>
 *
 * <p>Most values of high cardinality are ids: a prefix and a decimal number, or hex digits with
 * dashes at the same places. Written as what they are they take less room than zstd finds, and one
 * of them is read without the others.
 *
 * <p>Threads: one at a time.
 */
public final class StringsWriter {

  static final int BYTES = 0;
  static final int DECIMAL = 1;
  static final int HEX = 2;

  private static final int PAGE_BYTES = 64 * 1024;
  private static final int COMPRESSIBLE_BYTES_MIN = 64;

  private final Zstd zstd;
  private final NumberWriter numbers;
  private final long[] lengths = new long[Presence.ROWS_MAX];
  private final ByteOutput pages = new ByteOutput();
  private final ByteOutput index = new ByteOutput();

  /** Writes with these compressors. */
  public StringsWriter(Zstd zstd) {
    this.zstd = zstd;
    this.numbers = new NumberWriter(zstd);
  }

  /**
   * Appends a block.
   *
   * @param values the distinct values that are not large
   * @param large where the large ones are in the file
   * @param codes for each of {@code count} values its index in {@code values}, or behind them in
   *     {@code large}
   */
  public void write(
      ByteInterner values, long[] large, long[] codes, int count, Trial trial, ByteOutput out) {
    out.varint(values.size());
    out.varint(large.length);
    boolean isPlain = large.length == 0 && values.size() == count;
    out.u8(isPlain ? 1 : 0);
    if (!isPlain) {
      numbers.write(codes, count, null, out);
    }
    for (long offset : large) {
      out.i64(offset);
    }
    boolean needsFilter = true;
    IdShape shape = IdShape.of(values);
    switch (shape) {
      case IdShape.Decimal decimal -> {
        writeDecimal(values, decimal, out);
        needsFilter = false;
      }
      case IdShape.Hex hex -> writeHex(values, hex, out);
      case IdShape.None() -> writeBytes(values, trial, out);
    }
    if (needsFilter) {
      ValueFilter.write(values, out);
    } else {
      out.varint(0);
    }
  }

  private void writeDecimal(ByteInterner values, IdShape.Decimal shape, ByteOutput out) {
    out.u8(DECIMAL);
    out.sized(shape.prefix());
    out.sized(shape.suffix());
    out.u8(shape.digits());
    for (int i = 0; i < values.size(); i++) {
      lengths[i] = shape.number(values, i);
    }
    numbers.write(lengths, values.size(), null, out);
  }

  private static void writeHex(ByteInterner values, IdShape.Hex shape, ByteOutput out) {
    out.u8(HEX);
    out.sized(shape.template());
    out.bytes(shape.positions(), 0, shape.positions().length);
    for (int i = 0; i < values.size(); i++) {
      shape.write(values, i, out);
    }
  }

  private void writeBytes(ByteInterner values, Trial trial, ByteOutput out) {
    out.u8(BYTES);
    for (int i = 0; i < values.size(); i++) {
      lengths[i] = values.length(i);
    }
    numbers.write(lengths, values.size(), null, out);
    pages.clear();
    index.clear();
    int pageCount = 0;
    boolean compress = trial.isDue();
    for (int i = 0, begin = 0; i < values.size(); i++) {
      int end = values.offset(i) + values.length(i);
      if (end - begin >= PAGE_BYTES || i == values.size() - 1) {
        writePage(values.slab(), begin, end - begin, compress ? trial : null);
        index.i32(i + 1);
        index.i32(end);
        index.i32(pages.size());
        begin = end;
        pageCount++;
      }
    }
    out.varint(pageCount);
    out.bytes(index.array(), 0, index.size());
    out.bytes(pages.array(), 0, pages.size());
  }

  private void writePage(byte[] slab, int begin, int length, @Nullable Trial trial) {
    int start = pages.size();
    if (trial != null && length >= COMPRESSIBLE_BYTES_MIN) {
      int stored = zstd.compress(slab, begin, length, pages);
      boolean paid = stored < length - length / 8;
      trial.report(paid);
      if (paid) {
        return;
      }
      pages.truncate(start);
    }
    pages.bytes(slab, begin, length);
  }
}
