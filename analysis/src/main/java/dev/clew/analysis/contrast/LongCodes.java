// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import java.util.Arrays;

/** Small dense integers for longs, by open addressing. Threads: one at a time. */
final class LongCodes {

  private long[] keys = new long[64];
  private int[] codes = new int[64];
  private long[] byCode = new long[32];
  private int size;

  LongCodes() {
    Arrays.fill(codes, -1);
  }

  int size() {
    return size;
  }

  long key(int code) {
    return byCode[code];
  }

  /** The code of a key, a new one if it has none. */
  int code(long key) {
    int slot = slot(key);
    if (codes[slot] >= 0) {
      return codes[slot];
    }
    if (size * 2 >= keys.length) {
      grow();
      slot = slot(key);
    }
    if (size == byCode.length) {
      byCode = Arrays.copyOf(byCode, size * 2);
    }
    keys[slot] = key;
    codes[slot] = size;
    byCode[size] = key;
    return size++;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (codes[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = Arrays.copyOf(byCode, size);
    keys = new long[keys.length * 2];
    codes = new int[keys.length];
    Arrays.fill(codes, -1);
    for (int code = 0; code < old.length; code++) {
      int slot = slot(old[code]);
      keys[slot] = old[code];
      codes[slot] = code;
    }
  }
}
