// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import java.util.Arrays;

/**
 * The traces of a head, numbered in the order they came, with what is known of each.
 *
 * <p>Shape: ids in chunks that never change, an open-addressing index from id to number, and
 * figures in chunks that are copied on the first change after a reader may have seen them, so that
 * what a reader holds is of one moment.
 *
 * <p>Threads: one writes; ids and index as in {@link Dictionary}.
 */
final class TraceTable {

  static final int CHUNK_BITS = 9;
  static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  /** The figures of some traces at some time. */
  static final class Figures {
    static final long BYTES = (CHUNK_MASK + 1) * (2L * Long.BYTES + 5L * Integer.BYTES);

    long epoch;
    long[] startNanos = new long[CHUNK_MASK + 1];
    long[] endNanos = new long[CHUNK_MASK + 1];
    int[] spanCounts = new int[CHUNK_MASK + 1];
    int[] errorSpanCounts = new int[CHUNK_MASK + 1];
    int[] rootRows = new int[CHUNK_MASK + 1];
    int[] firstRows = new int[CHUNK_MASK + 1];
    int[] lastRows = new int[CHUNK_MASK + 1];

    private Figures copy() {
      Figures copy = new Figures();
      int length = CHUNK_MASK + 1;
      System.arraycopy(startNanos, 0, copy.startNanos, 0, length);
      System.arraycopy(endNanos, 0, copy.endNanos, 0, length);
      System.arraycopy(spanCounts, 0, copy.spanCounts, 0, length);
      System.arraycopy(errorSpanCounts, 0, copy.errorSpanCounts, 0, length);
      System.arraycopy(rootRows, 0, copy.rootRows, 0, length);
      System.arraycopy(firstRows, 0, copy.firstRows, 0, length);
      System.arraycopy(lastRows, 0, copy.lastRows, 0, length);
      return copy;
    }
  }

  private final long seed;
  private volatile long[][] ids = new long[4][]; // high and low by turns
  private volatile int[] slots = new int[1024]; // trace + 1, or 0 for free
  private Figures[] figures = new Figures[4];
  private long epoch = 1;
  private int size;

  TraceTable(long seed) {
    this.seed = seed;
  }

  int size() {
    return size;
  }

  long allocatedBytes() {
    int chunkCount = (size + CHUNK_MASK) >>> CHUNK_BITS;
    return slots.length * (long) Integer.BYTES
        + chunkCount * (Figures.BYTES + (CHUNK_MASK + 1) * 2L * Long.BYTES);
  }

  /** The figures up to now, which do not change any more. */
  Figures[] freeze() {
    epoch++;
    return Arrays.copyOf(figures, (size + CHUNK_MASK) >>> CHUNK_BITS);
  }

  /** The number of a trace, added if it is new. */
  int intern(long idHigh, long idLow) {
    int[] table = slots;
    int slot = slotOf(table, idHigh, idLow, size);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    int trace = size;
    add(idHigh, idLow);
    table[slot] = trace + 1;
    if (size * 3L > table.length * 2L) {
      rehash();
    }
    return trace;
  }

  /** The newest span row of a trace, or -1. For the writer. */
  int lastRow(int trace) {
    Figures of = figures[trace >>> CHUNK_BITS];
    int index = trace & CHUNK_MASK;
    return of.spanCounts[index] == 0 ? -1 : of.lastRows[index];
  }

  /** How many spans a trace has. For the writer. */
  int spanCount(int trace) {
    return figures[trace >>> CHUNK_BITS].spanCounts[trace & CHUNK_MASK];
  }

  /** Counts a span in. */
  void addSpan(int trace, int row, long startNanos, long endNanos, boolean root, boolean error) {
    Figures of = figuresToChange(trace >>> CHUNK_BITS);
    int index = trace & CHUNK_MASK;
    if (of.spanCounts[index]++ == 0) {
      of.startNanos[index] = startNanos;
      of.endNanos[index] = endNanos;
      of.rootRows[index] = -1;
      of.firstRows[index] = row;
    } else {
      of.startNanos[index] = Math.min(of.startNanos[index], startNanos);
      of.endNanos[index] = Math.max(of.endNanos[index], endNanos);
    }
    if (error) {
      of.errorSpanCounts[index]++;
    }
    if (root) {
      of.rootRows[index] = row;
    }
    of.lastRows[index] = row;
  }

  /** The row that counts as root so far, or -1. For the writer. */
  int rootRow(int trace) {
    return figures[trace >>> CHUNK_BITS].rootRows[trace & CHUNK_MASK];
  }

  /** The number of a trace among the first {@code known}, or -1. */
  int find(long idHigh, long idLow, int known) {
    int[] table = slots;
    int trace = table[slotOf(table, idHigh, idLow, known)] - 1;
    return trace < known ? trace : -1;
  }

  long idHigh(int trace) {
    return ids[trace >>> CHUNK_BITS][(trace & CHUNK_MASK) << 1];
  }

  long idLow(int trace) {
    return ids[trace >>> CHUNK_BITS][((trace & CHUNK_MASK) << 1) + 1];
  }

  private Figures figuresToChange(int chunk) {
    Figures current = figures[chunk];
    if (current.epoch != epoch) {
      current = current.copy();
      current.epoch = epoch;
      figures[chunk] = current;
    }
    return current;
  }

  private void add(long idHigh, long idLow) {
    int chunk = size >>> CHUNK_BITS;
    long[][] directory = ids;
    if ((size & CHUNK_MASK) == 0) {
      if (chunk == directory.length) {
        directory = Arrays.copyOf(directory, chunk * 2);
        figures = Arrays.copyOf(figures, chunk * 2);
      }
      directory[chunk] = new long[(CHUNK_MASK + 1) * 2];
      figures[chunk] = new Figures();
      figures[chunk].epoch = epoch;
      ids = directory;
    }
    int at = (size & CHUNK_MASK) << 1;
    directory[chunk][at] = idHigh;
    directory[chunk][at + 1] = idLow;
    size++;
  }

  private int slotOf(int[] table, long idHigh, long idLow, int known) {
    int mask = table.length - 1;
    int slot = Hashing.longs(seed, idHigh, idLow) & mask;
    for (int trace = table[slot] - 1; trace >= 0 && trace < known; trace = table[slot] - 1) {
      if (idLow(trace) == idLow && idHigh(trace) == idHigh) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    int[] wider = new int[slots.length * 2];
    int mask = wider.length - 1;
    for (int trace = 0; trace < size; trace++) {
      int slot = Hashing.longs(seed, idHigh(trace), idLow(trace)) & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = trace + 1;
    }
    slots = wider;
  }
}
