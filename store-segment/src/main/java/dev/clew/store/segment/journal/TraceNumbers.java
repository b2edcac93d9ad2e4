// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.journal;

import java.util.Arrays;

/** Numbers the distinct trace ids of a batch in the order they come. */
final class TraceNumbers {

  private long[] high = new long[256];
  private long[] low = new long[256];
  private int[] slots = new int[512]; // number + 1, or 0 for free
  private int mask;
  private int size;

  /** Forgets all; makes room for this many ids. */
  void clear(int count) {
    int capacity = Integer.highestOneBit(Math.max(256, count)) * 4;
    if (slots.length < capacity) {
      slots = new int[capacity];
      high = new long[capacity / 2];
      low = new long[capacity / 2];
    } else {
      Arrays.fill(slots, 0, capacity, 0);
    }
    mask = capacity - 1;
    size = 0;
  }

  int size() {
    return size;
  }

  /** The number of an id; {@link #size()} as it was before if the id is new. */
  int number(long idHigh, long idLow) {
    long product = (idHigh ^ idLow) * 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
    int slot = (int) (product >>> 32) & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      int number = slots[slot] - 1;
      if (low[number] == idLow && high[number] == idHigh) {
        return number;
      }
    }
    high[size] = idHigh;
    low[size] = idLow;
    slots[slot] = size + 1;
    return size++;
  }
}
