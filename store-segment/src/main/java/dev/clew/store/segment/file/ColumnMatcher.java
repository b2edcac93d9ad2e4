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
  private final @Nullable WantedCodes codes; // or row numbers, where that is all there is
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
    this.codes = codes();
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
      return codes.isAnyWithin(column.min(block), column.max(block));
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
    WantedCodes wanted = codes;
    if (check != ValueCheck.ANY) {
      if (wanted == null && chunk.strings() != null) {
        wanted = new WantedCodes(codes(chunk.strings()));
        if (wanted.isEmpty()) {
          return;
        }
      }
      chunk.values(values);
    }
    if (chunk.isFull()) {
      for (int first = 0; first < chunk.count(); first += Long.SIZE) {
        bits[first >>> 6] |= word(wanted, first, Math.min(Long.SIZE, chunk.count() - first));
      }
    } else {
      chunk.rows(0, rows);
      for (int first = 0; first < chunk.count(); first += Long.SIZE) {
        int end = Math.min(Long.SIZE, chunk.count() - first);
        for (long rest = word(wanted, first, end); rest != 0; rest &= rest - 1) {
          int row = rows[first + Long.numberOfTrailingZeros(rest)];
          bits[row >>> 6] |= 1L << row;
        }
      }
    }
  }

  /** Which of up to 64 values match, the first in the lowest bit. */
  private long word(@Nullable WantedCodes wanted, int first, int count) {
    if (check == ValueCheck.ANY) {
      return -1L >>> (Long.SIZE - count);
    }
    if (wanted != null) {
      return wanted.word(values, first, count);
    }
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (check.number(values[first + i]) ? 1L : 0) << i;
    }
    return word;
  }

  private static int find(Strings strings, byte[] only) {
    int code = strings.find(only);
    for (int i = strings.size() - 1; code < 0 && i >= 0 && strings.isLarge(i); i--) {
      code = strings.hasLength(i, only.length) && Arrays.equals(strings.get(i), only) ? i : -1;
    }
    return code;
  }

  /** The codes of a block's own byte strings that match. */
  private BitSet codes(Strings strings) {
    BitSet found = new BitSet();
    byte[] only = check.only();
    if (only != null) {
      int code = find(strings, only);
      if (code >= 0) {
        found.set(code);
      }
    } else {
      for (int code = 0; code < strings.size(); code++) {
        byte[] value = strings.get(code);
        found.set(code, check.bytes(value, value.length));
      }
    }
    return found;
  }

  /** The codes, or row numbers, that match in every block; null if values have to be looked at. */
  private @Nullable WantedCodes codes() {
    BitSet found = column.form() == SegmentFormat.CODES ? codes(column.dictionary()) : check.rows();
    return found == null ? null : new WantedCodes(found);
  }

  private BitSet codes(Dictionary dictionary) {
    BitSet found = new BitSet();
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
