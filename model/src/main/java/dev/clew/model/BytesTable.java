// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct byte strings of one batch, each stored once and known by a small integer, its
 * reference. Reference 0 is always the empty string. Names, attribute keys and all reference-typed
 * attribute values live here, so a question about a value is asked once per distinct value instead
 * of once per span.
 *
 * <p>Shape: one slab of bytes, the end offset and the hash of each entry, and an open-addressing
 * index from content to reference, at most half full.
 *
 * <p>Threads: only its {@link SpanBatchBuilder} changes a table; after that any number of threads
 * may read it.
 *
 * <p>Cost: {@link #find} and interning are O(length) with one probe on average; nothing is
 * allocated but amortised growth.
 */
public final class BytesTable {

  /** The reference of the empty string. */
  public static final int EMPTY = 0;

  private static final int SLOTS_MIN = 512;
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio
  private static final long SALT = 0xD6E8FEB86659FD93L; // any: zero bytes must not hash to zero

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final long hashSeed;
  private byte[] slab = new byte[4096];
  private int[] ends = new int[256];
  private int[] hashes = new int[256];
  private long[] slots = new long[SLOTS_MIN]; // hash high, reference low; 0 is free
  private int mask = SLOTS_MIN - 1; // of the slots in use, a power of two; the rest is zero
  private int size = 1;
  private @Nullable String @Nullable [] strings; // made when first asked for

  BytesTable(long hashSeed) {
    this.hashSeed = hashSeed ^ SALT;
  }

  /** How many references there are; valid ones are {@code 0 .. size() - 1}. */
  public int size() {
    return size;
  }

  /** Total bytes of all entries. */
  public int bytes() {
    return ends[size - 1];
  }

  /** The length of an entry in bytes. */
  public int length(int reference) {
    return ends[reference] - offset(reference);
  }

  /** Where an entry begins in {@link #slab()}. */
  public int offset(int reference) {
    return reference == 0 ? 0 : ends[reference - 1];
  }

  /**
   * The array that holds the entries, for code that must not copy. It is longer than {@link
   * #bytes()}, must not be changed, and is stale once the builder adds another entry.
   */
  public byte[] slab() {
    return slab;
  }

  /** A copy of an entry's bytes. */
  public byte[] copy(int reference) {
    return Arrays.copyOfRange(slab, offset(reference), ends[reference]);
  }

  /**
   * An entry as text; malformed UTF-8 reads as U+FFFD. The text is kept, so asking again costs
   * nothing.
   */
  public String string(int reference) {
    @Nullable String[] known = strings;
    if (known == null || known.length <= reference) {
      known = known == null ? new String[size] : Arrays.copyOf(known, size);
      strings = known;
    }
    String text = known[reference];
    if (text == null) {
      text = new String(slab, offset(reference), length(reference), StandardCharsets.UTF_8);
      known[reference] = text;
    }
    return text;
  }

  /** The reference of a text, or -1 if the batch does not hold it. */
  public int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return find(utf8, 0, utf8.length);
  }

  /** The reference of a byte string, or -1 if the batch does not hold it. */
  public int find(byte[] source, int offset, int length) {
    if (length == 0) {
      return EMPTY;
    }
    int reference = (int) slots[slotOf(source, offset, length, hash(source, offset, length))];
    return reference != 0 ? reference : -1;
  }

  int intern(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  int intern(byte[] source, int offset, int length) {
    if (length == 0) {
      return EMPTY;
    }
    int hash = hash(source, offset, length);
    int slot = slotOf(source, offset, length, hash);
    int reference = (int) slots[slot];
    return reference != 0 ? reference : add(source, offset, length, hash, slot);
  }

  /** As {@link #intern(byte[], int, int)}, at less cost if the result is {@code guess}. */
  int intern(byte[] source, int offset, int length, int guess) {
    return guess > 0 && guess < size && holds(guess, source, offset, length)
        ? guess
        : intern(source, offset, length);
  }

  /** Forgets all; the index starts as wide as this batch would have needed. */
  void clear() {
    Arrays.fill(slots, 0, mask + 1, 0);
    mask = Math.clamp(Integer.highestOneBit(size) * 4L, SLOTS_MIN, mask + 1) - 1;
    strings = null;
    size = 1;
  }

  /** The longest run of full slots, which bounds what a search visits; for tests. */
  int longestRun() {
    int longest = 0;
    for (int begin = 0, slot = 0; slot <= mask; slot++) {
      begin = slots[slot] == 0 ? slot + 1 : begin;
      longest = Math.max(longest, slot + 1 - begin);
    }
    return longest;
  }

  /** Bytes of the arrays. */
  long capacityBytes() {
    return slab.length + 2L * ends.length * Integer.BYTES + (long) slots.length * Long.BYTES;
  }

  /** Bytes of the arrays that hold something. */
  long usedBytes() {
    return bytes() + 2L * size * Integer.BYTES + (mask + 1L) * Long.BYTES;
  }

  BytesTable trimmedCopy() {
    BytesTable copy = new BytesTable(hashSeed ^ SALT);
    copy.slab = Arrays.copyOf(slab, bytes());
    copy.ends = Arrays.copyOf(ends, size);
    copy.hashes = Arrays.copyOf(hashes, size);
    copy.slots = Arrays.copyOf(slots, mask + 1);
    copy.mask = mask;
    copy.size = size;
    return copy;
  }

  /** The slot that holds this content, or the free one where it belongs. */
  private int slotOf(byte[] source, int offset, int length, int hash) {
    int slot = hash & mask;
    while (true) {
      long entry = slots[slot];
      if (entry == 0
          || ((int) (entry >>> 32) == hash && holds((int) entry, source, offset, length))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean holds(int reference, byte[] source, int offset, int length) {
    int begin = ends[reference - 1];
    return ends[reference] - begin == length && equal(slab, begin, source, offset, length);
  }

  private int add(byte[] source, int offset, int length, int hash, int slot) {
    int begin = bytes();
    int end = Math.addExact(begin, length);
    if (end > slab.length) {
      slab = Arrays.copyOf(slab, Growth.capacity(slab.length, end));
    }
    if (size == ends.length) {
      int capacity = Growth.capacity(size, size + 1);
      ends = Arrays.copyOf(ends, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    System.arraycopy(source, offset, slab, begin, length);
    int reference = size++;
    ends[reference] = end;
    hashes[reference] = hash;
    slots[slot] = entry(hash, reference);
    if (size * 2L > mask) {
      widen();
    }
    return reference;
  }

  private void widen() {
    mask = mask * 2 + 1;
    if (mask < slots.length) {
      Arrays.fill(slots, 0, mask + 1, 0);
    } else {
      slots = new long[mask + 1];
    }
    for (int reference = 1; reference < size; reference++) {
      int hash = hashes[reference];
      int slot = hash & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = entry(hash, reference);
    }
  }

  private static long entry(int hash, int reference) {
    return (long) hash << 32 | reference;
  }

  /*
   * Hash: multiply two words to 128 bits and fold, as wyhash does (github.com/wangyi-fudan/wyhash,
   * public domain). The words of up to 16 bytes are the first and the last eight, which may overlap,
   * so that short keys, the common case, cost one multiplication and no loop. The seed is part of
   * both words: who does not know it cannot make strings collide.
   */

  private int hash(byte[] source, int offset, int length) {
    long first;
    long last;
    if (length >= Long.BYTES) {
      first = (long) LONGS.get(source, offset);
      last = (long) LONGS.get(source, offset + length - Long.BYTES);
      for (int at = Long.BYTES; at < length - Long.BYTES; at += Long.BYTES) {
        first = fold(first ^ hashSeed, (long) LONGS.get(source, offset + at) ^ MIX);
      }
    } else if (length >= Integer.BYTES) {
      first = (int) INTS.get(source, offset);
      last = (int) INTS.get(source, offset + length - Integer.BYTES);
    } else {
      first = (long) source[offset] << 16 | (source[offset + length / 2] & 0xFFL) << 8;
      last = source[offset + length - 1];
    }
    long folded = fold(first ^ hashSeed, last ^ hashSeed ^ MIX * length);
    return (int) (folded ^ folded >>> 32);
  }

  private static long fold(long one, long other) {
    return Math.unsignedMultiplyHigh(one, other) ^ one * other;
  }

  private static boolean equal(byte[] one, int begin, byte[] other, int offset, int length) {
    if (length >= Long.BYTES) {
      int last = length - Long.BYTES;
      for (int at = 0; at < last; at += Long.BYTES) {
        if ((long) LONGS.get(one, begin + at) != (long) LONGS.get(other, offset + at)) {
          return false;
        }
      }
      return (long) LONGS.get(one, begin + last) == (long) LONGS.get(other, offset + last);
    }
    if (length >= Integer.BYTES) {
      int last = length - Integer.BYTES;
      return (int) INTS.get(one, begin) == (int) INTS.get(other, offset)
          && (int) INTS.get(one, begin + last) == (int) INTS.get(other, offset + last);
    }
    for (int at = 0; at < length; at++) {
      if (one[begin + at] != other[offset + at]) {
        return false;
      }
    }
    return true;
  }
}
