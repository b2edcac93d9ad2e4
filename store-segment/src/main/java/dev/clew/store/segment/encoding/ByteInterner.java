// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Distinct byte strings, numbered in the order they first came, used again after {@link #clear()}.
 *
 * <p>Threads: one at a time. Cost: O(length) to add; nothing is allocated but amortised growth.
 */
public final class ByteInterner {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
  private static final int SLOTS_KEPT_MAX = 1 << 14;

  private byte[] slab = new byte[4096];
  private int[] ends = new int[256];
  private long[] hashes = new long[256];
  private int[] slots = new int[512]; // index + 1, or 0 for a free slot
  private int size;

  /** No strings. */
  public ByteInterner() {}

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The bytes of all of them together. */
  public int bytes() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /** The array that holds them one after the other; stale after the next one is added. */
  public byte[] slab() {
    return slab;
  }

  /** Where one begins in the slab. */
  public int offset(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** How long one is. */
  public int length(int index) {
    return ends[index] - offset(index);
  }

  /** The {@link #hash} of one. */
  public long hash(int index) {
    return hashes[index];
  }

  /** Forgets all of them. */
  public void clear() {
    size = 0;
    if (slots.length > SLOTS_KEPT_MAX) {
      slots = new int[SLOTS_KEPT_MAX];
    } else {
      Arrays.fill(slots, 0);
    }
  }

  /** The index of a byte string, added if it is new. */
  public int intern(byte[] source) {
    long hash = hash(source, 0, source.length);
    int slot = slot(hash, source);
    if (slots[slot] == 0) {
      add(source, hash);
      slots[slot] = size;
      if (size * 2 > slots.length) {
        rehash();
      }
      return size - 1;
    }
    return slots[slot] - 1;
  }

  /** The index of a byte string, or -1. */
  public int find(byte[] source) {
    return slots[slot(hash(source, 0, source.length), source)] - 1;
  }

  /** Their indexes in ascending order of their bytes, unsigned. */
  public int[] sorted() {
    Comparator<Integer> order =
        (a, b) ->
            Arrays.compareUnsigned(
                slab, offset(a), offset(a) + length(a), slab, offset(b), offset(b) + length(b));
    return IntStream.range(0, size).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  /** A hash of bytes that is the same in every version, as filters on disk depend on it. */
  public static long hash(byte[] source, int offset, int length) {
    long hash = length * MIX;
    int i = offset;
    for (int end = offset + length - Long.BYTES; i <= end; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(source, i));
    }
    long rest = 0;
    for (int end = offset + length, shift = 0; i < end; i++, shift += Byte.SIZE) {
      rest |= (source[i] & 0xffL) << shift;
    }
    return mix(hash ^ rest);
  }

  /** A bijection whose every output bit depends on every input bit. */
  static long mix(long value) {
    long x = value * MIX;
    x ^= x >>> 32;
    x *= MIX;
    return x ^ x >>> 29;
  }

  private int slot(long hash, byte[] source) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0 && !isEqual(slots[slot] - 1, hash, source)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isEqual(int index, long hash, byte[] source) {
    int offset = offset(index);
    return hashes[index] == hash
        && Arrays.equals(slab, offset, ends[index], source, 0, source.length);
  }

  private void add(byte[] source, long hash) {
    int begin = bytes();
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    if (source.length > slab.length - begin) {
      slab = Arrays.copyOf(slab, Math.max(begin + source.length, slab.length * 2));
    }
    System.arraycopy(source, 0, slab, begin, source.length);
    hashes[size] = hash;
    ends[size++] = begin + source.length;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = (int) hashes[i] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }
}
