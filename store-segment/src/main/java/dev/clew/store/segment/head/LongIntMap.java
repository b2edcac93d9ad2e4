// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

/** From longs to small numbers. Threads: one at a time. */
final class LongIntMap {

  private long[] keys = new long[64];
  private int[] values = new int[64]; // value + 1, or 0 for free
  private int size;

  /** The value of a key, or -1. */
  int get(long key) {
    return values[slotOf(key)] - 1;
  }

  /** Sets the value, 0 or more, of a key that has none. */
  void put(long key, int value) {
    if (size * 2L >= keys.length) {
      rehash();
    }
    int slot = slotOf(key);
    keys[slot] = key;
    values[slot] = value + 1;
    size++;
  }

  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = Hashing.longs(0, key, 0) & mask;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    size = 0;
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldValues[slot] != 0) {
        put(oldKeys[slot], oldValues[slot] - 1);
      }
    }
  }
}
