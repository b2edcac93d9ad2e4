// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/**
 * Gives every distinct pair of a non-negative number and any number a dense id, in order of first
 * sight. Open addressing, no boxing.
 */
public final class PairIds {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] pairs = new long[64]; // by id
  private int[] slots = new int[128]; // id + 1, or 0 for free
  private int size;

  /** No pairs yet. */
  public PairIds() {}

  /** The id of a pair, added if it is new. */
  public int id(int first, int second) {
    long pair = ((long) first << 32) | (second & 0xFFFF_FFFFL);
    int mask = slots.length - 1;
    int slot = (int) ((pair * MIX) >>> 33) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (pairs[id] == pair) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    return add(pair, slot);
  }

  /** How many pairs there are. */
  public int size() {
    return size;
  }

  /** The first of a pair. */
  public int first(int id) {
    return (int) (pairs[id] >>> 32);
  }

  /** The second of a pair. */
  public int second(int id) {
    return (int) pairs[id];
  }

  private int add(long pair, int slot) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, size * 2);
    }
    pairs[size] = pair;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = (int) ((pairs[id] * MIX) >>> 33) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }
}
