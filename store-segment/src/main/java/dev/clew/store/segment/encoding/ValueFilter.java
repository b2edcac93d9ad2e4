// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.lang.foreign.MemorySegment;

/**
 * A set of byte strings that answers "no" for certain and "maybe" wrongly for two to three in a
 * hundred: one word of memory per question, about eight bits per value.
 *
 * <pre>
 * filter := varint words, i64 for each
 * </pre>
 *
 * <p>Method: a Bloom filter whose four bits all lie in one word, chosen by the upper half of the
 * hash. Source: F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom
 * filters", WEA 2007.
 */
public final class ValueFilter {

  private static final int VALUES_PER_WORD = 8;

  private ValueFilter() {}

  /** Appends the filter of these values. */
  public static void write(ByteInterner values, ByteOutput out) {
    int count = (values.size() + VALUES_PER_WORD - 1) / VALUES_PER_WORD;
    long[] words = new long[count];
    for (int i = 0; i < values.size(); i++) {
      long hash = values.hash(i);
      words[word(hash, count)] |= bits(hash);
    }
    out.varint(count);
    for (long word : words) {
      out.i64(word);
    }
  }

  /** Whether a value with this hash may be in the filter that {@code offset} points to. */
  static boolean mayContain(MemorySegment source, long offset, int words, long hash) {
    if (words == 0) {
      return true;
    }
    long word = source.get(Bits.LONG, offset + (long) word(hash, words) * Long.BYTES);
    return (word & bits(hash)) == bits(hash);
  }

  private static int word(long hash, int words) {
    return (int) (((hash >>> 32) * words) >>> 32);
  }

  private static long bits(long hash) {
    return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
  }
}
