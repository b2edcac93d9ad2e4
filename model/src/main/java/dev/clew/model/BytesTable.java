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
 * <p>Shape: one slab of bytes, the end offset of each entry, and an open-addressing index from
 * content to reference.
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

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX_A = 0x9E3779B97F4A7C15L;
  private static final long MIX_B = 0xD6E8FEB86659FD93L;
  private static final int SLOTS_KEPT_MAX = 1 << 16;
  private static final int SLAB_KEPT_MAX = 1 << 20;

  private byte[] slab;
  private int[] ends;
  private int[] hashes;
  private int[] slots; // reference, or 0 for free: the empty string needs no slot
  private int size;
  private @Nullable String[] strings;

  BytesTable() {
    this(new byte[4096], new int[256], new int[256], new int[512], 1);
  }

  private BytesTable(byte[] slab, int[] ends, int[] hashes, int[] slots, int size) {
    this.slab = slab;
    this.ends = ends;
    this.hashes = hashes;
    this.slots = slots;
    this.size = size;
    this.strings = new String[ends.length];
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
    String text = strings[reference];
    if (text == null) {
      text = new String(slab, offset(reference), length(reference), StandardCharsets.UTF_8);
      strings[reference] = text;
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
    int reference = slots[slotOf(source, offset, length, hash(source, offset, length))];
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
    int reference = slots[slot];
    return reference != 0 ? reference : add(source, offset, length, hash, slot);
  }

  void clear() {
    if (slots.length > SLOTS_KEPT_MAX) {
      slots = new int[SLOTS_KEPT_MAX];
      ends = new int[SLOTS_KEPT_MAX / 2];
      hashes = new int[SLOTS_KEPT_MAX / 2];
      strings = new String[SLOTS_KEPT_MAX / 2];
    } else {
      Arrays.fill(slots, 0);
      Arrays.fill(strings, 0, size, null);
    }
    if (slab.length > SLAB_KEPT_MAX) {
      slab = new byte[SLAB_KEPT_MAX];
    }
    size = 1;
  }

  BytesTable trimmedCopy() {
    return new BytesTable(
        Arrays.copyOf(slab, bytes()),
        Arrays.copyOf(ends, size),
        Arrays.copyOf(hashes, size),
        slots.clone(),
        size);
  }

  /** The slot that holds this content, or the free one where it belongs. */
  private int slotOf(byte[] source, int offset, int length, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (true) {
      int reference = slots[slot];
      if (reference == 0) {
        return slot;
      }
      if (hashes[reference] == hash) {
        int begin = ends[reference - 1];
        int end = ends[reference];
        if (end - begin == length
            && Arrays.equals(slab, begin, end, source, offset, offset + length)) {
          return slot;
        }
      }
      slot = (slot + 1) & mask;
    }
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
      strings = Arrays.copyOf(strings, capacity);
    }
    System.arraycopy(source, offset, slab, begin, length);
    int reference = size++;
    ends[reference] = end;
    hashes[reference] = hash;
    slots[slot] = reference;
    if (size * 2L > slots.length) {
      rehash();
    }
    return reference;
  }

  private void rehash() {
    int[] wider = new int[slots.length * 2];
    int mask = wider.length - 1;
    for (int reference = 1; reference < size; reference++) {
      int slot = hashes[reference] & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = reference;
    }
    slots = wider;
  }

  /**
   * Eight bytes at a time, multiply and fold; good enough for a table that an attacker can only
   * slow down for one request.
   */
  private static int hash(byte[] source, int offset, int length) {
    long hash = length * MIX_B;
    int at = offset;
    int last = offset + length;
    while (last - at >= Long.BYTES) {
      hash = fold((hash ^ (long) LONGS.get(source, at)) * MIX_A);
      at += Long.BYTES;
    }
    if (last - at >= Integer.BYTES) {
      hash = fold((hash ^ (int) INTS.get(source, at)) * MIX_A);
      at += Integer.BYTES;
    }
    long tail = 0;
    while (at < last) {
      tail = (tail << 8) | (source[at++] & 0xFF);
    }
    hash = fold((hash ^ tail) * MIX_B);
    return (int) (hash ^ (hash >>> 29));
  }

  private static long fold(long product) {
    return product ^ (product >>> 32);
  }
}
