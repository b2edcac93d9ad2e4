// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.AttributeScope;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ColumnKey;
import java.util.Arrays;

/**
 * Numbers the columns of entries. The first numbers are the ordinals of {@link ColumnKey.Fixed};
 * after them every combination of scope, key and type that comes is given the next. A column costs
 * a few bytes, so that a sender with a hundred thousand keys does no harm.
 *
 * <p>Threads: as in {@link Dictionary}; a reader passes the number of columns it knows.
 */
final class ColumnTable {

  /** The number of the first attribute column. */
  static final int FIRST = ColumnKey.Fixed.values().length;

  private static final AttributeScope[] SCOPES = AttributeScope.values();

  private volatile long[] packed =
      new long[64]; // by column - FIRST: key id << 8 | scope << 4 | type
  private volatile int[] slots = new int[256]; // column, or 0 for free
  private int size = FIRST;
  private int overflow; // bit set of scopes

  int size() {
    return size;
  }

  long allocatedBytes() {
    return packed.length * (long) Long.BYTES + slots.length * (long) Integer.BYTES;
  }

  /** Notes that a row of this scope has two values of one key and type. */
  void addOverflow(AttributeScope scope) {
    overflow |= 1 << scope.ordinal();
  }

  /** The scopes with rows that have two values of one key and type, as a bit set of ordinals. */
  int overflow() {
    return overflow;
  }

  /** The column of an attribute, added if it is new. */
  int intern(AttributeScope scope, int keyId, ValueType type) {
    long key = pack(scope, keyId, type);
    int[] table = slots;
    int slot = slotOf(table, key, size);
    if (table[slot] != 0) {
      return table[slot];
    }
    if (size - FIRST == packed.length) {
      packed = Arrays.copyOf(packed, packed.length * 2);
    }
    packed[size - FIRST] = key;
    table[slot] = size++;
    if (size * 2L > table.length) {
      rehash();
    }
    return size - 1;
  }

  /** The column of an attribute among the first {@code known}, or -1. */
  int find(AttributeScope scope, int keyId, ValueType type, int known) {
    int[] table = slots;
    int column = table[slotOf(table, pack(scope, keyId, type), known)];
    return column == 0 || column >= known ? -1 : column;
  }

  AttributeScope scope(int column) {
    return SCOPES[(int) (packed[column - FIRST] >>> 4) & 0xF];
  }

  int keyId(int column) {
    return (int) (packed[column - FIRST] >>> 8);
  }

  ValueType type(int column) {
    return ValueType.ofCode((int) packed[column - FIRST] & 0xF);
  }

  private int slotOf(int[] table, long key, int known) {
    int mask = table.length - 1;
    int slot = hash(key) & mask;
    for (int column = table[slot]; column != 0 && column < known; column = table[slot]) {
      if (packed[column - FIRST] == key) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    int[] wider = new int[slots.length * 2];
    int mask = wider.length - 1;
    for (int column = FIRST; column < size; column++) {
      int slot = hash(packed[column - FIRST]) & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = column;
    }
    slots = wider;
  }

  private static long pack(AttributeScope scope, int keyId, ValueType type) {
    return (long) keyId << 8 | (long) scope.ordinal() << 4 | type.ordinal();
  }

  private static int hash(long key) {
    long product = key * 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
    return (int) (product >>> 32);
  }
}
