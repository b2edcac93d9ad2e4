// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import java.util.Arrays;

/**
 * The spans of one trace by span id. Spans with the same id form a chain; most are alone in theirs.
 * Reused from trace to trace.
 *
 * <p>Cost: constant per call on average, whatever shares an id.
 */
final class SpanIds {

  /** No span. */
  static final int NONE = -1;

  private int[] slots = new int[64]; // first of the chain + 1, or 0
  private int mask;

  /** The next span with the same id, or {@link #NONE}. */
  int[] next = new int[32];

  /** Forgets everything and makes room for spans {@code 0 .. count - 1}. */
  void reset(int count) {
    int wanted = Math.max(64, Integer.highestOneBit(Math.max(1, count)) * 4);
    if (slots.length < wanted) {
      slots = new int[wanted];
    } else {
      Arrays.fill(slots, 0, wanted, 0);
    }
    mask = wanted - 1;
    if (next.length < count) {
      next = new int[Math.max(count, next.length * 2)];
    }
  }

  /** Puts a span at the head of the chain of its id. */
  void add(int span, long[] ids) {
    int slot = slot(ids[span], ids);
    next[span] = slots[slot] - 1;
    slots[slot] = span + 1;
  }

  /** The first span with this id, or {@link #NONE}. */
  int first(long id, long[] ids) {
    return slots[slot(id, ids)] - 1;
  }

  /** Makes another span the first of its chain. */
  void setFirst(int span, long[] ids) {
    slots[slot(ids[span], ids)] = span + 1;
  }

  private int slot(long id, long[] ids) {
    int slot = (int) mix(id) & mask;
    while (slots[slot] != 0 && ids[slots[slot] - 1] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Spreads ids that count upwards over all bits (the last steps of MurmurHash3). */
  static long mix(long id) {
    long mixed = (id ^ id >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
