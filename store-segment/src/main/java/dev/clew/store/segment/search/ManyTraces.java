// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Streams whole traces, those of one part together and in the order in which they lie there, so
 * that each block is opened once for all traces of a chunk. A trace that lies in several parts is
 * put together first and makes a chunk of its own.
 *
 * <p>Memory: 16 bytes or so for each trace, plus one chunk, plus the largest trace.
 */
final class ManyTraces implements TraceChunks {

  private static final int CHUNK_SPANS = 8192;

  private final Snapshot snapshot;
  private final Places places;
  private final Projection wanted;
  private final Budget budget;
  private final List<Place> whole = new ArrayList<>();
  private final List<List<Place>> scattered = new ArrayList<>();
  private final SpanBatchBuilder builder = new SpanBatchBuilder(); // grows once, not per chunk
  private int at;
  private int atScattered;
  private boolean isPartial;

  /** Takes over the snapshot and closes it. */
  ManyTraces(
      Snapshot snapshot, Places places, List<TraceId> ids, Projection wanted, Budget budget) {
    this.snapshot = snapshot;
    this.places = places;
    this.wanted = wanted;
    this.budget = budget;
    this.isPartial = snapshot.isDamaged();
    IdentityHashMap<Part, Integer> numbers = new IdentityHashMap<>();
    for (TraceId id : new LinkedHashSet<>(ids)) {
      List<Place> found = places.find(id);
      if (LargeTraces.isTooLarge(found)) {
        isPartial = true;
      } else if (found.size() == 1) {
        whole.add(found.getFirst());
        numbers.putIfAbsent(found.getFirst().part(), numbers.size());
      } else if (!found.isEmpty()) {
        scattered.add(found);
      }
    }
    whole.sort(
        Comparator.<Place>comparingInt(place -> numbers.getOrDefault(place.part(), 0))
            .thenComparingInt(place -> place.part().traces().firstRow(place.trace())));
  }

  @Override
  public boolean hasNext() {
    return at < whole.size() || atScattered < scattered.size();
  }

  @Override
  public SpanBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("traces: none left");
    }
    if (at == whole.size()) {
      List<Place> parts = scattered.get(atScattered++);
      budget.spendOrThrow(parts.stream().mapToLong(ManyTraces::spanCount).sum(), 1);
      return places.merge(parts, wanted);
    }
    Part part = whole.get(at).part();
    List<int[]> rows = new ArrayList<>();
    int count = 0;
    while (at < whole.size() && whole.get(at).part() == part && count < CHUNK_SPANS) {
      int[] ofTrace = part.traces().rows(whole.get(at++).trace());
      rows.add(ofTrace);
      count += ofTrace.length;
    }
    budget.spendOrThrow(count, 1);
    part.copy(concatenate(rows, count), wanted, builder);
    SpanBatch chunk = builder.build();
    builder.clear();
    return chunk;
  }

  @Override
  public boolean isPartial() {
    return isPartial;
  }

  @Override
  public void close() {
    snapshot.close();
  }

  private static long spanCount(Place place) {
    return place.part().traces().spanCount(place.trace());
  }

  static int[] concatenate(List<int[]> parts, int count) {
    int[] all = new int[count];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
