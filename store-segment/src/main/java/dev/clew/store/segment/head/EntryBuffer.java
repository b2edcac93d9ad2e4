// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import java.util.Arrays;

/** The entries of one row while it is put together; see {@link Entries}. */
final class EntryBuffer {

  int[] entries = new int[64];
  int length;

  void clear() {
    length = 0;
  }

  /** Adds an entry whose absence means zero, unless it is zero. */
  void addUnlessZero(int column, int value) {
    if (value != 0) {
      add(column, value);
    }
  }

  void add(int column, long bits) {
    if (length + 3 > entries.length) {
      entries = Arrays.copyOf(entries, entries.length * 2);
    }
    if (bits == (int) bits) {
      entries[length] = column << 1;
      entries[length + 1] = (int) bits;
      length += 2;
    } else {
      entries[length] = column << 1 | 1;
      entries[length + 1] = (int) bits;
      entries[length + 2] = (int) (bits >>> 32);
      length += 3;
    }
  }

  /** Whether there is an entry of this column. */
  boolean holds(int column) {
    return Entries.find(entries, 0, length, column) >= 0;
  }
}
