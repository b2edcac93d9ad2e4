// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.TraceChunks;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Streams the spans of one trace out of all its places in order of start time. A span that was
 * stored twice (a sender that did not hear the acknowledgement sends again) comes once.
 *
 * <p>Memory: 24 bytes per span of the trace for the order, plus one chunk.
 */
final class TraceAssembler implements TraceChunks {

  private static final int CHUNK_SPANS = 4096;

  private final Snapshot snapshot;
  private final Budget budget;
  private final List<Entry> order;
  private int at;

  /** One span to come: what it is, and where. */
  private record Entry(SpanIdentity identity, Place place, int row) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int order = Long.compare(identity.startNanos(), other.identity.startNanos());
      return order != 0 ? order : Integer.compare(row, other.row);
    }
  }

  /** Takes over the snapshot and closes it. */
  TraceAssembler(Snapshot snapshot, List<Place> places, Budget budget) {
    this.snapshot = snapshot;
    this.budget = budget;
    List<Entry> entries = new ArrayList<>();
    for (Place place : places) {
      read(place, entries);
    }
    entries.sort(null);
    this.order = distinct(entries);
  }

  @Override
  public boolean hasNext() {
    return at < order.size();
  }

  @Override
  public SpanBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("trace chunk: none left");
    }
    int end = Math.min(order.size(), at + CHUNK_SPANS);
    budget.spendOrThrow(end - at, 1);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    while (at < end) {
      Place place = order.get(at).place();
      int[] rows = new int[end - at];
      int count = 0;
      while (at < end && order.get(at).place().equals(place)) {
        rows[count++] = order.get(at++).row();
      }
      place.part().copy(Arrays.copyOf(rows, count), builder);
    }
    return builder.build();
  }

  @Override
  public void close() {
    snapshot.close();
  }

  private void read(Place place, List<Entry> entries) {
    Part part = place.part();
    int[] rows = part.traces().rows(place.trace());
    ColumnReader ids = part.column(ColumnKey.Fixed.SPAN_ID);
    ColumnReader kinds = part.column(ColumnKey.Fixed.SPAN_KIND);
    ColumnBlock idBlock = new ColumnBlock();
    ColumnBlock kindBlock = new ColumnBlock();
    long[] starts = new long[Part.BLOCK_ROWS];
    int loaded = -1;
    for (int row : rows) {
      int block = row / Part.BLOCK_ROWS;
      if (block != loaded) {
        budget.spendOrThrow(part.blockRows(block), 3);
        part.startNanos(block, starts);
        ids.read(block, idBlock);
        kinds.read(block, kindBlock);
        loaded = block;
      }
      long start = starts[row % Part.BLOCK_ROWS];
      entries.add(
          new Entry(
              new SpanIdentity(value(idBlock, row), start, (int) value(kindBlock, row)),
              place,
              row));
    }
  }

  private static long value(ColumnBlock block, int row) {
    int at = Arrays.binarySearch(block.rows, 0, block.count, row);
    return at < 0 ? 0 : block.values[at];
  }

  private static List<Entry> distinct(List<Entry> entries) {
    Set<SpanIdentity> seen = new HashSet<>(entries.size() * 2);
    entries.removeIf(entry -> !seen.add(entry.identity()));
    return entries;
  }
}
