// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import java.util.BitSet;

/** Codes, or row numbers, that are looked for in a column of them. Immutable. */
final class WantedCodes {

  private final BitSet codes;
  private final long[] words;
  private final int min; // -1 if there are none
  private final int max;

  /** These codes; not to be changed afterwards. */
  WantedCodes(BitSet codes) {
    this.codes = codes;
    this.words = codes.toLongArray();
    this.min = codes.nextSetBit(0);
    this.max = codes.length() - 1;
  }

  boolean isEmpty() {
    return min < 0;
  }

  /** Whether some code from {@code from} to {@code to} is wanted. */
  boolean isAnyWithin(long from, long to) {
    int next = isEmpty() ? -1 : codes.nextSetBit((int) from);
    return next >= 0 && next <= to;
  }

  /** Which of up to 64 values are wanted, the first in the lowest bit. */
  long word(long[] values, int first, int count) {
    long word = 0;
    if (min == max) {
      for (int i = 0; i < count; i++) {
        word |= (values[first + i] == min ? 1L : 0) << i;
      }
    } else {
      for (int i = 0; i < count; i++) {
        long code = values[first + i];
        word |= (code <= max ? words[(int) (code >>> 6)] >>> code & 1 : 0) << i;
      }
    }
    return word;
  }
}
