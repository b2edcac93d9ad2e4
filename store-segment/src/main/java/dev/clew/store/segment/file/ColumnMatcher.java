// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.Dictionary;
import dev.clew.store.segment.encoding.Strings;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Matches rows of a table by their value in one column. A dictionary is asked once; then codes are
 * compared, and where every row has a value, a word of the bitmap is made of 64 of them at once.
 */
final class ColumnMatcher implements BlockMatcher {

  private final StoredColumn column;
  private final ValueCheck check;
  private final boolean absentMatches;
  private final Chunk chunk;
  private final @Nullable BitSet codes; // or row numbers that match, where that is all there is
  private final long[] codeWords;
  private final int codeMin;
  private final int codeMax;
  private final long[] values = new long[Part.BLOCK_ROWS];
  private final int[] rows = new int[Part.BLOCK_ROWS];

  /**
   * A question to a column.
   *
   * @param absentMatches whether rows without a value match
   */
  ColumnMatcher(StoredColumn column, ValueCheck check, boolean absentMatches) {
    this.column = column;
    this.check = check;
    this.absentMatches = absentMatches;
    this.chunk = new Chunk(column);
    this.codes = column.form() == SegmentFormat.CODES ? codes() : check.rows();
    this.codeWords = codes == null ? new long[0] : codes.toLongArray();
    this.codeMin = codes == null ? 0 : codes.nextSetBit(0);
    this.codeMax = codes == null ? 0 : codes.length() - 1;
  }

  @Override
  public boolean mayMatch(int block) {
    if (absentMatches) {
      return true;
    }
    if (column.isEmpty(block)) {
      return false;
    }
    if (check == ValueCheck.ANY) {
      return true;
    }
    if (codes != null) {
      int next = codeMin < 0 ? -1 : codes.nextSetBit((int) column.min(block));
      return next >= 0 && next <= column.max(block);
    }
    if (column.form() != SegmentFormat.STRINGS) {
      return check.mayMatch(column.min(block), column.max(block));
    }
    byte[] only = check.only();
    Strings strings = only == null ? null : chunk.open(block).strings();
    return strings == null || only == null || find(strings, only) >= 0;
  }

  @Override
  public void match(int block, long[] bits) {
    chunk.open(block);
    if (absentMatches) {
      long[] found = new long[Part.BLOCK_WORDS];
      long[] present = new long[Part.BLOCK_WORDS];
      matchPresent(found);
      chunk.rows(0, rows);
      for (int i = 0; i < chunk.count(); i++) {
        present[rows[i] >>> 6] |= 1L << rows[i];
      }
      for (int row = 0; row < column.blockRows(block); row++) {
        long bit = 1L << row;
        bits[row >>> 6] |= (found[row >>> 6] | ~present[row >>> 6]) & bit;
      }
    } else {
      matchPresent(bits);
    }
  }

  private void matchPresent(long[] bits) {
    if (chunk.count() == 0) {
      return;
    }
    if (check != ValueCheck.ANY && codes == null && chunk.strings() != null) {
      matchStrings(chunk.strings(), bits);
      return;
    }
    if (check != ValueCheck.ANY) {
      chunk.values(values);
    }
    if (chunk.isFull()) {
      for (int first = 0; first < chunk.count(); first += Long.SIZE) {
        bits[first >>> 6] |= word(first, Math.min(Long.SIZE, chunk.count() - first));
      }
    } else {
      chunk.rows(0, rows);
      for (int first = 0; first < chunk.count(); first += Long.SIZE) {
        int end = Math.min(Long.SIZE, chunk.count() - first);
        for (long rest = word(first, end); rest != 0; rest &= rest - 1) {
          int row = rows[first + Long.numberOfTrailingZeros(rest)];
          bits[row >>> 6] |= 1L << row;
        }
      }
    }
  }

  /** Which of up to 64 values match, the first in the lowest bit. */
  private long word(int first, int count) {
    long word = 0;
    if (check == ValueCheck.ANY) {
      return -1L >>> (Long.SIZE - count);
    } else if (codes == null) {
      for (int i = 0; i < count; i++) {
        word |= (check.number(values[first + i]) ? 1L : 0) << i;
      }
    } else if (codeMin == codeMax) {
      for (int i = 0; i < count; i++) {
        word |= (values[first + i] == codeMin ? 1L : 0) << i;
      }
    } else {
      for (int i = 0; i < count; i++) {
        long code = values[first + i];
        word |= (code <= codeMax ? codeWords[(int) (code >>> 6)] >>> code & 1 : 0) << i;
      }
    }
    return word;
  }

  private void matchStrings(Strings strings, long[] bits) {
    chunk.rows(0, rows);
    BitSet wanted = new BitSet();
    byte[] only = check.only();
    if (only != null) {
      int code = find(strings, only);
      if (code < 0) {
        return;
      }
      wanted.set(code);
    } else {
      for (int code = 0; code < strings.size(); code++) {
        byte[] value = strings.get(code);
        wanted.set(code, check.bytes(value, value.length));
      }
    }
    chunk.values(values);
    for (int i = 0; i < chunk.count(); i++) {
      if (wanted.get((int) values[i])) {
        bits[rows[i] >>> 6] |= 1L << rows[i];
      }
    }
  }

  private static int find(Strings strings, byte[] only) {
    int code = strings.find(only);
    for (int i = strings.size() - 1; code < 0 && i >= 0 && strings.isLarge(i); i--) {
      code = strings.hasLength(i, only.length) && Arrays.equals(strings.get(i), only) ? i : -1;
    }
    return code;
  }

  private BitSet codes() {
    BitSet found = new BitSet();
    Dictionary dictionary = column.dictionary();
    byte[] only = check.only();
    if (only != null) {
      int code = dictionary.find(only);
      if (code >= 0) {
        found.set(code);
      }
    } else if (check != ValueCheck.ANY) {
      dictionary.forEach((code, source, length) -> {
        if (check.bytes(source, length)) {
          found.set(code);
        }
      });
    }
    return found;
  }
}
