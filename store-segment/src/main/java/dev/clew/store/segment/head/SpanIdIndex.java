// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

/**
 * From the span ids of one large trace to rows. An id that several rows have leads to each of them.
 *
 * <p>Threads: one at a time.
 */
final class SpanIdIndex {

  private final long seed;
  private long[] ids = new long[128];
  private int[] rows = new int[128]; // row + 1, or 0 for free
  private int size;

  SpanIdIndex(long seed) {
    this.seed = seed;
  }

  long allocatedBytes() {
    return ids.length * (long) (Long.BYTES + Integer.BYTES);
  }

  void add(long spanId, int row) {
    if ((size + 1) * 2L > ids.length) {
      rehash();
    }
    int slot = firstSlot(spanId);
    while (rows[slot] != 0) {
      slot = (slot + 1) & (rows.length - 1);
    }
    ids[slot] = spanId;
    rows[slot] = row + 1;
    size++;
  }

  /** Where to start looking for an id: go on with {@link #nextSlot}. */
  int firstSlot(long spanId) {
    return Hashing.longs(seed, spanId, 0) & (rows.length - 1);
  }

  /** The first slot from {@code slot} on with this id, or -1. */
  int nextSlot(int slot, long spanId) {
    int at = slot & (rows.length - 1);
    while (rows[at] != 0) {
      if (ids[at] == spanId) {
        return at;
      }
      at = (at + 1) & (rows.length - 1);
    }
    return -1;
  }

  int row(int slot) {
    return rows[slot] - 1;
  }

  private void rehash() {
    long[] oldIds = ids;
    int[] oldRows = rows;
    ids = new long[oldIds.length * 2];
    rows = new int[oldRows.length * 2];
    size = 0;
    for (int slot = 0; slot < oldRows.length; slot++) {
      if (oldRows[slot] != 0) {
        add(oldIds[slot], oldRows[slot] - 1);
      }
    }
  }
}
