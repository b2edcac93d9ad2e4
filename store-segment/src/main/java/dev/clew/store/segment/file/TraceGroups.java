// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.TraceIndex;
import java.util.Arrays;
import java.util.List;

/**
 * The traces of all sources together, in order of their earliest start. A trace that several
 * sources have is one group.
 *
 * <p>Cost: about 40 bytes of heap for each trace of a source.
 */
final class TraceGroups {

  private final TraceIndex[] indexes;
  private final int[] entryBase; // first entry of each source; an entry is one trace of one source
  private final int[] nextEntry; // of the same group, or -1
  private final int[] firstEntry;
  private final int[] lastEntry;
  private final long[] starts;
  private int[] slots; // group + 1
  private int count;
  private int[] order = {};

  TraceGroups(List<MergeSource> sources) {
    indexes = new TraceIndex[sources.size()];
    entryBase = new int[sources.size() + 1];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = sources.get(i).part().traces();
      entryBase[i + 1] = Math.addExact(entryBase[i], indexes[i].count());
    }
    int entries = entryBase[indexes.length];
    nextEntry = new int[entries];
    firstEntry = new int[entries];
    lastEntry = new int[entries];
    starts = new long[entries];
    slots = new int[Math.max(16, Integer.highestOneBit(Math.max(1, entries)) * 4)];
  }

  /** Puts the groups together and in order. */
  void collect() {
    Arrays.fill(nextEntry, -1);
    for (int source = 0; source < indexes.length; source++) {
      for (int trace = 0; trace < indexes[source].count(); trace++) {
        add(source, trace);
      }
    }
    slots = new int[0];
    order = LongOrder.of(starts, count);
  }

  /** How many groups there are. */
  int count() {
    return count;
  }

  /** The first entry of the group at a position of the order. */
  int firstEntry(int position) {
    return firstEntry[order[position]];
  }

  /** The next entry of the same group, or -1. */
  int nextEntry(int entry) {
    return nextEntry[entry];
  }

  /** The source of an entry. */
  int source(int entry) {
    int source = 0;
    while (entryBase[source + 1] <= entry) {
      source++;
    }
    return source;
  }

  /** The ordinal of an entry's trace in its source. */
  int trace(int entry) {
    return entry - entryBase[source(entry)];
  }

  private void add(int source, int trace) {
    TraceIndex index = indexes[source];
    int entry = entryBase[source] + trace;
    long high = index.idHigh(trace);
    long low = index.idLow(trace);
    int slot = slot(high, low);
    long start = index.startNanos(trace);
    if (slots[slot] == 0) {
      firstEntry[count] = entry;
      lastEntry[count] = entry;
      starts[count++] = start;
      slots[slot] = count;
    } else {
      int group = slots[slot] - 1;
      nextEntry[lastEntry[group]] = entry;
      lastEntry[group] = entry;
      starts[group] = Math.min(starts[group], start);
    }
  }

  private int slot(long high, long low) {
    int mask = slots.length - 1;
    int slot = (int) TraceHashIndex.hash(high, low) & mask;
    while (slots[slot] != 0) {
      int entry = firstEntry[slots[slot] - 1];
      int source = source(entry);
      int trace = entry - entryBase[source];
      if (indexes[source].idLow(trace) == low && indexes[source].idHigh(trace) == high) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
