// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.SpanIds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Of the matching spans of each trace the first: the one that starts first, then the one with the
 * smallest id.
 */
final class FirstMatches {

  private final Part part;
  private final SpanIds ids;
  private final int[] ordinals = new int[Part.BLOCK_ROWS];
  private final long[] starts = new long[Part.BLOCK_ROWS];
  private final Map<Integer, First> firsts = new HashMap<>(); // by trace

  private record First(int row, long startNanos) {}

  FirstMatches(Part part) {
    this.part = part;
    this.ids = new SpanIds(part);
  }

  /** Takes the matching spans of a block. */
  void offer(int block, long[] bits) {
    part.traceOrdinals(block, ordinals);
    part.startNanos(block, starts);
    for (int word = 0; word < bits.length; word++) {
      for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
        int bit = (word << 6) + Long.numberOfTrailingZeros(rest);
        First next = new First(block * Part.BLOCK_ROWS + bit, starts[bit]);
        firsts.merge(ordinals[bit], next, this::earlier);
      }
    }
  }

  /** Sets the bits of the first spans of a block and calls, block by block in ascending order. */
  void forEachBlock(long[] bits, IntConsumer each) {
    int[] rows = firsts.values().stream().mapToInt(First::row).sorted().toArray();
    for (int i = 0; i < rows.length; ) {
      int block = rows[i] / Part.BLOCK_ROWS;
      Arrays.fill(bits, 0);
      while (i < rows.length && rows[i] / Part.BLOCK_ROWS == block) {
        int bit = rows[i++] % Part.BLOCK_ROWS;
        bits[bit >> 6] |= 1L << bit;
      }
      each.accept(block);
    }
  }

  private First earlier(First one, First other) {
    int order = Long.compare(one.startNanos(), other.startNanos());
    if (order == 0) {
      order = Long.compareUnsigned(ids.id(one.row()), ids.id(other.row()));
    }
    return order <= 0 ? one : other;
  }
}
