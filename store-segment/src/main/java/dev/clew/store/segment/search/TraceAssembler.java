// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;
import dev.clew.store.StoreException;
import dev.clew.store.TraceChunks;
import dev.clew.store.segment.search.Places.Place;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Streams the spans of one trace out of all its places in order of start time. A span that was
 * stored twice (a sender that did not hear the acknowledgement sends again) comes once. A place
 * that turns out to be damaged is left out from then on.
 *
 * <p>Memory: what {@link PlaceCursor}s take, plus one chunk.
 */
final class TraceAssembler implements TraceChunks {

  private static final int CHUNK_SPANS = 4096;

  private final Snapshot snapshot;
  private final Budget budget;
  private final MergedSpans spans;
  private @Nullable SpanBatch prepared;
  private boolean isPartial;

  /** Which spans come next, in order. */
  private static final class Plan {
    final int[] cursors = new int[CHUNK_SPANS];
    final int[] rows = new int[CHUNK_SPANS];
    int size;

    void add(int cursor, int row) {
      cursors[size] = cursor;
      rows[size++] = row;
    }

    void removeAll(int cursor) {
      int kept = 0;
      for (int i = 0; i < size; i++) {
        if (cursors[i] != cursor) {
          cursors[kept] = cursors[i];
          rows[kept++] = rows[i];
        }
      }
      size = kept;
    }

    /** The rows that come from one place, in order. */
    int[] rowsOf(int cursor) {
      int[] own = new int[size];
      int count = 0;
      for (int i = 0; i < size; i++) {
        if (cursors[i] == cursor) {
          own[count++] = rows[i];
        }
      }
      return Arrays.copyOf(own, count);
    }
  }

  /** Takes over the snapshot and closes it. */
  TraceAssembler(Snapshot snapshot, List<Place> places, Budget budget) {
    this.snapshot = snapshot;
    this.budget = budget;
    this.isPartial = snapshot.isDamaged();
    this.spans = new MergedSpans(places, budget);
  }

  @Override
  public boolean hasNext() {
    while (prepared == null) {
      Plan plan = plan();
      if (plan.size == 0) {
        return false;
      }
      prepared = chunk(plan);
    }
    return true;
  }

  @Override
  public SpanBatch next() {
    if (!hasNext() || prepared == null) {
      throw new NoSuchElementException("trace chunk: none left");
    }
    SpanBatch chunk = prepared;
    prepared = null;
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

  private Plan plan() {
    Plan plan = new Plan();
    while (plan.size < CHUNK_SPANS && spans.next()) {
      plan.add(spans.place(), spans.row());
    }
    return plan;
  }

  /** The spans of a plan; null if all of them are in damaged places. */
  private @Nullable SpanBatch chunk(Plan plan) {
    budget.spendOrThrow(plan.size, 1);
    while (plan.size > 0) {
      int reading = plan.cursors[0];
      try {
        int[] own = plan.rowsOf(reading);
        if (own.length == plan.size) {
          SpanBatchBuilder builder = new SpanBatchBuilder();
          spans.part(reading).copy(own, builder);
          return builder.build();
        }
        SpanBatch[] batches = new SpanBatch[spans.placeCount()];
        for (reading = 0; reading < batches.length; reading++) {
          SpanBatchBuilder builder = new SpanBatchBuilder();
          spans.part(reading).copy(plan.rowsOf(reading), builder);
          batches[reading] = builder.view();
        }
        return interleave(plan, batches);
      } catch (StoreException e) {
        if (!snapshot.setAside(e)) {
          throw e;
        }
        isPartial = true;
        spans.remove(reading);
        plan.removeAll(reading);
      }
    }
    return null;
  }

  private static SpanBatch interleave(Plan plan, SpanBatch[] batches) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    SpanCopier[] copiers = new SpanCopier[batches.length]; // each remembers what it translated
    Arrays.setAll(copiers, _ -> new SpanCopier(builder));
    int[] next = new int[batches.length];
    for (int i = 0; i < plan.size; i++) {
      int cursor = plan.cursors[i];
      copiers[cursor].copy(batches[cursor], next[cursor]++);
    }
    return builder.build();
  }
}
