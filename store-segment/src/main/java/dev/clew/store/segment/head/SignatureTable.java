// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import java.util.Arrays;

/**
 * What spans of one operation have in common, stored once per combination: scope (and with it the
 * resource), name, kind, status and flags. There are some hundreds where there are millions of
 * spans, so a question about a service or an operation is answered once per signature.
 *
 * <p>Threads: one writes; a reader sees the signatures it knows of.
 */
final class SignatureTable {

  private static final int WIDTH = 4;
  private static final int SCOPE = 0;
  private static final int NAME = 1;
  private static final int FLAGS = 2;
  private static final int KIND_AND_STATUS = 3;

  private final long seed;
  private volatile int[] rows = new int[256 * WIDTH];
  private int[] slots = new int[512]; // signature + 1, or 0 for free; used by the writer only
  private int size;

  SignatureTable(long seed) {
    this.seed = seed;
  }

  int size() {
    return size;
  }

  long allocatedBytes() {
    return (rows.length + slots.length) * (long) Integer.BYTES;
  }

  /** The signature with these parts, added if it is new; kind and status are ordinals. */
  int intern(int scope, int nameId, int kind, int status, int flags) {
    int kindAndStatus = kind << 4 | status;
    int[] table = rows;
    int mask = slots.length - 1;
    int slot = hash(scope, nameId, flags, kindAndStatus) & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      int at = (slots[slot] - 1) * WIDTH;
      if (table[at + SCOPE] == scope
          && table[at + NAME] == nameId
          && table[at + FLAGS] == flags
          && table[at + KIND_AND_STATUS] == kindAndStatus) {
        return slots[slot] - 1;
      }
    }
    slots[slot] = size + 1;
    return add(scope, nameId, flags, kindAndStatus);
  }

  int scope(int signature) {
    return rows[signature * WIDTH + SCOPE];
  }

  int nameId(int signature) {
    return rows[signature * WIDTH + NAME];
  }

  int flags(int signature) {
    return rows[signature * WIDTH + FLAGS];
  }

  int kind(int signature) {
    return rows[signature * WIDTH + KIND_AND_STATUS] >>> 4;
  }

  int status(int signature) {
    return rows[signature * WIDTH + KIND_AND_STATUS] & 0xF;
  }

  private int add(int scope, int nameId, int flags, int kindAndStatus) {
    int[] table = rows;
    int at = size * WIDTH;
    if (at == table.length) {
      table = Arrays.copyOf(table, at * 2);
      rows = table;
    }
    table[at + SCOPE] = scope;
    table[at + NAME] = nameId;
    table[at + FLAGS] = flags;
    table[at + KIND_AND_STATUS] = kindAndStatus;
    if (++size * 2L > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int signature = 0; signature < size; signature++) {
      int at = signature * WIDTH;
      int slot =
          hash(rows[at + SCOPE], rows[at + NAME], rows[at + FLAGS], rows[at + KIND_AND_STATUS])
              & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = signature + 1;
    }
  }

  private int hash(int scope, int nameId, int flags, int kindAndStatus) {
    return Hashing.longs(seed, (long) scope << 32 | nameId, (long) flags << 32 | kindAndStatus);
  }
}
