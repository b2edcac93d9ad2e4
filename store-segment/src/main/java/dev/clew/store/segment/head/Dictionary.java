// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.ByteStrings;
import java.util.Arrays;

/**
 * The distinct byte strings of a head, numbered in the order they came. Number 0 is the empty
 * string.
 *
 * <p>Shape: the strings stand in slabs, each after its length as a varint; a string that would fill
 * a good part of a slab has one to itself. {@code begins} says where each one is. {@code slots} is
 * an open-addressing index from content to number; six bits of the hash beside each number keep
 * most wrong candidates from being looked at.
 *
 * <p>Threads: one writes. Readers hold a {@link View}, which knows the numbers up to its size and
 * no others: a directory or index that is replaced is published by a volatile write, a slot that is
 * filled later holds a number the view ignores, and since slots are filled in the order of numbers
 * (by a rehash too), the way to a known number never leads over an unknown one.
 */
final class Dictionary {

  static final int EMPTY = 0;

  private static final int SLAB_BITS = 18;
  private static final int SLAB_BYTES = 1 << SLAB_BITS;
  private static final int SLAB_NUMBER_MAX = -1 >>> SLAB_BITS;
  private static final int OWN_SLAB_BYTES = SLAB_BYTES / 4;
  private static final int BEGIN_BITS = 13;
  private static final int BEGIN_MASK = (1 << BEGIN_BITS) - 1;
  private static final int ID_BITS = 26;
  private static final int ID_MASK = (1 << ID_BITS) - 1;

  private final long seed;
  private volatile byte[][] slabs = new byte[4][];
  private volatile int[][] begins = new int[4][];
  private volatile int[] slots = new int[1024]; // tag << ID_BITS | id, or 0 for free
  private int slabCount;
  private int openSlab; // the one that is being filled
  private int openUsed;
  private int size;
  private long allocatedBytes;

  /**
   * The empty string alone.
   *
   * @param firstSlabBytes how much room to begin with; slabs that follow are as large as they get
   */
  Dictionary(long seed, int firstSlabBytes) {
    this.seed = seed;
    openSlab = addSlab(Math.clamp(firstSlabBytes, 64, SLAB_BYTES));
    openUsed = 0;
    setBegin(allocate(1)); // the empty string: its length, zero, stands there already
  }

  int size() {
    return size;
  }

  long allocatedBytes() {
    return allocatedBytes + slots.length * (long) Integer.BYTES;
  }

  View view() {
    return new View(this, size);
  }

  /** The number of a string, added if it is new. */
  int intern(byte[] source, int offset, int length) {
    if (length == 0) {
      return EMPTY;
    }
    int hash = Hashing.bytes(seed, source, offset, length);
    int[] table = slots;
    int slot = slotOf(table, hash, source, offset, length, size);
    if (table[slot] != 0) {
      return table[slot] & ID_MASK;
    }
    int id = size;
    if (id > ID_MASK) {
      throw new IllegalStateException("dictionary: full with " + id + " strings");
    }
    add(source, offset, length);
    table[slot] = tag(hash) | id;
    if (size * 3L > table.length * 2L) {
      rehash();
    }
    return id;
  }

  private void add(byte[] source, int offset, int length) {
    int prefix = (38 - Integer.numberOfLeadingZeros(length)) / 7;
    int begin = allocate(prefix + length);
    byte[] slab = slabs[begin >>> SLAB_BITS];
    int at = begin & (SLAB_BYTES - 1);
    int rest = length;
    for (; rest > 0x7F; rest >>>= 7) {
      slab[at++] = (byte) (rest | 0x80);
    }
    slab[at++] = (byte) rest;
    System.arraycopy(source, offset, slab, at, length);
    setBegin(begin);
  }

  /** Room for this many bytes in one piece, as slab number and offset. */
  private int allocate(int bytes) {
    if (bytes >= OWN_SLAB_BYTES) {
      return addSlab(bytes) << SLAB_BITS;
    }
    if (openUsed + bytes > slabs[openSlab].length) {
      openSlab = addSlab(SLAB_BYTES);
      openUsed = 0;
    }
    int begin = (openSlab << SLAB_BITS) | openUsed;
    openUsed += bytes;
    return begin;
  }

  private int addSlab(int bytes) {
    byte[][] directory = slabs;
    if (slabCount > SLAB_NUMBER_MAX) {
      throw new IllegalStateException("dictionary: full with " + slabCount + " slabs");
    }
    if (slabCount == directory.length) {
      directory = Arrays.copyOf(directory, slabCount * 2);
    }
    directory[slabCount] = new byte[bytes];
    slabs = directory;
    allocatedBytes += bytes;
    return slabCount++;
  }

  private void setBegin(int begin) {
    int[][] directory = begins;
    int chunk = size >>> BEGIN_BITS;
    if ((size & BEGIN_MASK) == 0) {
      if (chunk == directory.length) {
        directory = Arrays.copyOf(directory, chunk * 2);
      }
      directory[chunk] = new int[BEGIN_MASK + 1];
      begins = directory;
      allocatedBytes += (BEGIN_MASK + 1) * (long) Integer.BYTES;
    }
    directory[chunk][size & BEGIN_MASK] = begin;
    size++;
  }

  private void rehash() {
    int[] wider = new int[slots.length * 2];
    int mask = wider.length - 1;
    for (int id = 1; id < size; id++) {
      int begin = begin(id);
      byte[] slab = slabs[begin >>> SLAB_BITS];
      int at = begin & (SLAB_BYTES - 1);
      int hash = Hashing.bytes(seed, slab, textAt(slab, at), lengthAt(slab, at));
      int slot = hash & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = tag(hash) | id;
    }
    slots = wider;
  }

  /** The slot with this content among the first {@code known} numbers, or where it would go. */
  private int slotOf(int[] table, int hash, byte[] source, int offset, int length, int known) {
    int mask = table.length - 1;
    int tag = tag(hash);
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int entry = table[slot];
      if (entry == 0 || (entry & ID_MASK) >= known) {
        return slot;
      }
      if ((entry & ~ID_MASK) == tag && equals(entry & ID_MASK, source, offset, length)) {
        return slot;
      }
    }
  }

  private boolean equals(int id, byte[] source, int offset, int length) {
    int begin = begin(id);
    byte[] slab = slabs[begin >>> SLAB_BITS];
    int at = begin & (SLAB_BYTES - 1);
    if (lengthAt(slab, at) != length) {
      return false;
    }
    int text = textAt(slab, at);
    return Arrays.equals(slab, text, text + length, source, offset, offset + length);
  }

  private int begin(int id) {
    return begins[id >>> BEGIN_BITS][id & BEGIN_MASK];
  }

  private static int tag(int hash) {
    return hash & ~ID_MASK;
  }

  private static int lengthAt(byte[] slab, int begin) {
    int at = begin;
    int length = slab[at] & 0x7F;
    for (int shift = 7; slab[at++] < 0; shift += 7) {
      length |= (slab[at] & 0x7F) << shift;
    }
    return length;
  }

  private static int textAt(byte[] slab, int begin) {
    int at = begin;
    while (slab[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /** What a reader does with the bytes of a string, where they stand. */
  interface BytesFunction<T> {
    T apply(byte[] source, int offset, int length);
  }

  /** The strings up to some number, for readers. */
  static final class View implements ByteStrings {
    private final Dictionary dictionary;
    private final int size;

    private View(Dictionary dictionary, int size) {
      this.dictionary = dictionary;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public byte[] get(int index) {
      return read(index, (slab, at, length) -> Arrays.copyOfRange(slab, at, at + length));
    }

    /** Calls a function with the bytes, which it must not change. */
    <T> T read(int id, BytesFunction<T> function) {
      int begin = dictionary.begin(id);
      byte[] slab = dictionary.slabs[begin >>> SLAB_BITS];
      int at = begin & (SLAB_BYTES - 1);
      return function.apply(slab, textAt(slab, at), lengthAt(slab, at));
    }

    /** The number of a string, or -1. */
    int find(byte[] text) {
      if (text.length == 0) {
        return EMPTY;
      }
      int hash = Hashing.bytes(dictionary.seed, text, 0, text.length);
      int[] table = dictionary.slots;
      int entry = table[dictionary.slotOf(table, hash, text, 0, text.length, size)];
      int id = entry & ID_MASK;
      return entry == 0 || id >= size ? -1 : id;
    }
  }
}
