// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found out about numbers until it is cleared.
 *
 * <p>Open addressing, at most half full. Keys are any numbers but {@link #FREE}.
 */
final class LongMemo<V> {

  static final long FREE = Long.MIN_VALUE;

  private static final int SLOTS_MIN = 64;
  private static final int SLOTS_KEPT_MAX = 1 << 14;

  private long[] keys = free(SLOTS_MIN);
  private @Nullable Object[] values = new Object[SLOTS_MIN];
  private int size;

  @SuppressWarnings("unchecked")
  @Nullable V get(long key) {
    return (V) values[slot(key)];
  }

  void put(long key, V value) {
    int slot = slot(key);
    if (keys[slot] == FREE && 2 * ++size > keys.length) {
      widen();
      slot = slot(key);
    }
    keys[slot] = key;
    values[slot] = value;
  }

  void clear() {
    if (size == 0) {
      return;
    }
    if (keys.length > SLOTS_KEPT_MAX) {
      keys = free(SLOTS_MIN);
      values = new Object[SLOTS_MIN];
    } else {
      Arrays.fill(keys, FREE);
      Arrays.fill(values, null);
    }
    size = 0;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio
    int slot = (int) (mixed >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void widen() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = free(oldKeys.length * 2);
    values = new Object[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static long[] free(int length) {
    long[] keys = new long[length];
    Arrays.fill(keys, FREE);
    return keys;
  }
}
