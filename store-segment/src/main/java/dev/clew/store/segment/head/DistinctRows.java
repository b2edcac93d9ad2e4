// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

/** Rows of entries that are stored once however often they come: resources and scopes. */
final class DistinctRows {

  private final EntryRows rows;
  private final long seed;
  private int[] slots = new int[256]; // row + 1, or 0 for free; used by the writer only

  DistinctRows(long seed, int blockRows) {
    this.seed = seed;
    this.rows = new EntryRows(blockRows);
  }

  EntryRows rows() {
    return rows;
  }

  int size() {
    return rows.size();
  }

  long allocatedBytes() {
    return rows.allocatedBytes() + slots.length * (long) Integer.BYTES;
  }

  /** The row with these entries, added if it is new. */
  int intern(EntryBuffer row) {
    int mask = slots.length - 1;
    int slot = Hashing.ints(seed, row.entries, 0, row.length) & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      if (rows.equals(slots[slot] - 1, row)) {
        return slots[slot] - 1;
      }
    }
    slots[slot] = rows.size() + 1;
    int added = rows.add(row);
    if (rows.size() * 2L > slots.length) {
      rehash();
    }
    return added;
  }

  private void rehash() {
    int[] wider = new int[slots.length * 2];
    int mask = wider.length - 1;
    for (int row = 0; row < rows.size(); row++) {
      int slot = rows.hash(seed, row) & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = row + 1;
    }
    slots = wider;
  }
}
