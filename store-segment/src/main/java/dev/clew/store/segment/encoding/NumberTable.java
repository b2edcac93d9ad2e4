// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/** The distinct values of a block, if there are few. */
final class NumberTable {

  private static final int SIZE_MAX = 512;
  private static final int SLOTS = SIZE_MAX * 4;
  private static final int SAMPLE = 64;
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

  private final long[] slots = new long[SLOTS];
  private final short[] indexes = new short[SLOTS]; // index + 1, or 0 for a free slot
  private final long[] values = new long[SIZE_MAX];
  private int size;

  /** Collects the distinct values in ascending order; false if a table of them does not pay. */
  boolean collect(long[] source, int count, int width) {
    Arrays.fill(indexes, (short) 0);
    size = 0;
    int limit = Math.min(SIZE_MAX, count / 4);
    for (int i = 0; i < count; i++) {
      if (i == SAMPLE && size > SAMPLE - SAMPLE / 8) {
        return false;
      }
      int slot = slot(source[i]);
      if (indexes[slot] == 0) {
        if (size == limit) {
          return false;
        }
        slots[slot] = source[i];
        indexes[slot] = 1;
        values[size++] = source[i];
      }
    }
    Arrays.sort(values, 0, size);
    for (int i = 0; i < size; i++) {
      indexes[slot(values[i])] = (short) (i + 1);
    }
    long bits = (long) size * width + (long) Bits.width(size - 1L) * count;
    return bits * 10 < (long) width * count * 8;
  }

  int size() {
    return size;
  }

  /** The values, {@link #size} of them. */
  long[] values() {
    return values;
  }

  int index(long value) {
    return indexes[slot(value)] - 1;
  }

  private int slot(long value) {
    int slot = (int) ((value * MIX) >>> (Long.SIZE - 11));
    while (indexes[slot] != 0 && slots[slot] != value) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }
}
