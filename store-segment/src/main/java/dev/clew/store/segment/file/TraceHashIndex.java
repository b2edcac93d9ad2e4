// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.Bits;
import dev.clew.store.segment.encoding.ByteInput;
import dev.clew.store.segment.encoding.ByteOutput;
import java.lang.foreign.MemorySegment;

/**
 * Finds the ordinal of a trace by its id: index and filter in one.
 *
 * <pre>
 * index := varint count, u8 bucketBits, u8 ordinalBits, bucket ends, entries
 * bucket ends := the number of entries up to the end of each of 2^bucketBits buckets, packed
 * entries     := for each bucket: (8 bits of hash, ordinal), packed
 * </pre>
 *
 * <p>Method: the upper bits of a hash of the id choose a bucket of about eight entries that lie
 * together in memory; an entry is looked up by its ordinal only if eight more bits of the hash
 * agree, so that an id that is not there costs one or two cache lines, and in three of a hundred
 * cases one comparison. About 31 bits per trace, where a filter of ten bits and a sorted
 * permutation would take 30 and several probes.
 */
final class TraceHashIndex {

  private static final int ENTRIES_PER_BUCKET_BITS = 3;
  private static final int TAG_BITS = 8;
  private static final long MIX_A = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
  private static final long MIX_B = 0xD6E8FEB86659FD93L; // odd, random

  private final MemorySegment source;
  private final int count;
  private final int bucketBits;
  private final int ordinalBits;
  private final int endBits;
  private final long ends;
  private final long entries;

  /** Opens an index. */
  TraceHashIndex(ByteInput in) {
    source = in.source();
    count = in.count();
    bucketBits = in.u8();
    ordinalBits = in.u8();
    endBits = Bits.width(count);
    ends = in.position();
    entries = ends + Bits.bytes(endBits, 1L << bucketBits);
  }

  /** Tells whether a trace has the id that is looked for. */
  @FunctionalInterface
  interface IdCheck {
    /** Whether the trace with this ordinal has the id. */
    boolean test(int ordinal);
  }

  /** Appends the index of these ids, by ordinal. */
  static void write(long[] high, long[] low, int count, ByteOutput out) {
    int bucketBits =
        Math.max(0, 32 - Integer.numberOfLeadingZeros(count >>> ENTRIES_PER_BUCKET_BITS));
    int[] ends = new int[(1 << bucketBits) + 1];
    for (int i = 0; i < count; i++) {
      ends[bucket(hash(high[i], low[i]), bucketBits) + 1]++;
    }
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    int ordinalBits = Bits.width(Math.max(0, count - 1));
    long[] entries = new long[count];
    for (int i = 0; i < count; i++) {
      long hash = hash(high[i], low[i]);
      entries[ends[bucket(hash, bucketBits)]++] = (long) i << TAG_BITS | tag(hash);
    }
    long[] bucketEnds = new long[1 << bucketBits]; // each begin has moved to its end
    for (int i = 0; i < bucketEnds.length; i++) {
      bucketEnds[i] = ends[i];
    }
    out.varint(count);
    out.u8(bucketBits);
    out.u8(ordinalBits);
    out.packed(Bits.width(count), bucketEnds, bucketEnds.length);
    out.packed(TAG_BITS + ordinalBits, entries, count);
  }

  /** The ordinal of an id, or -1. */
  int find(long high, long low, IdCheck test) {
    long hash = hash(high, low);
    int bucket = bucket(hash, bucketBits);
    long begin = bucket == 0 ? 0 : Bits.get(source, ends, endBits, bucket - 1L);
    long end = Bits.get(source, ends, endBits, bucket);
    for (long i = begin; i < end; i++) {
      long entry = Bits.get(source, entries, TAG_BITS + ordinalBits, i);
      if ((entry & 0xff) == tag(hash) && test.test((int) (entry >>> TAG_BITS))) {
        return (int) (entry >>> TAG_BITS);
      }
    }
    return -1;
  }

  /** A hash of an id that is the same in every version, as the index on disk depends on it. */
  static long hash(long high, long low) {
    long x = (high * MIX_A) ^ (low * MIX_B);
    x ^= x >>> 32;
    x *= MIX_A;
    return x ^ x >>> 29;
  }

  private static int bucket(long hash, int bucketBits) {
    return bucketBits == 0 ? 0 : (int) (hash >>> (Long.SIZE - bucketBits));
  }

  private static long tag(long hash) {
    return hash & 0xff;
  }
}
