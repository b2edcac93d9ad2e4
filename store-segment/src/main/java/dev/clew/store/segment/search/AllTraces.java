// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Streams every trace that begins within a range and has a span that satisfies a filter, part by
 * part from the oldest to the newest and within a part in the order in which the traces lie there.
 * A trace that lies in several parts comes once, put together; one of very many spans comes in
 * several chunks one after the other.
 *
 * <p>Memory: a bit for each trace of a part, an id for each trace that is in several parts if there
 * is a filter, and one chunk.
 */
final class AllTraces implements TraceChunks {

  private static final int CHUNK_SPANS = 8192;

  /** A trace of more spans is read piece by piece. */
  private static final int WHOLE_TRACE_SPANS_MAX = 16 * CHUNK_SPANS;

  private final Snapshot snapshot;
  private final SpanFilter filter;
  private final TimeRange range;
  private final Budget budget;
  private final List<Part> parts; // the oldest first, in which order places are found, too
  private final Places places;
  private final List<PartPlaces> partPlaces; // by part
  private final Set<TraceId> seen = new HashSet<>();
  private int nextPart;
  private BitSet selected = new BitSet(); // traces of the part that is being read
  private int nextTrace = -1;
  private List<Place> apart = List.of(); // the next trace, if it has to be put together
  private TraceChunks large = TraceChunks.of(List.of()); // the trace that is read piece by piece
  private @Nullable SpanBatch prepared;

  /** Takes over the snapshot and closes it. */
  AllTraces(
      Snapshot snapshot,
      Function<List<Part>, Places> placesOf,
      SpanFilter filter,
      TimeRange range,
      Budget budget) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.range = range;
    this.budget = budget;
    this.parts =
        snapshot.parts().stream()
            .filter(part -> part.rowCount() > 0)
            .sorted(Comparator.comparingLong(AllTraces::earliestStart))
            .toList();
    this.places = placesOf.apply(parts);
    this.partPlaces = parts.stream().map(part -> places.of(part, budget)).toList();
  }

  @Override
  public boolean hasNext() {
    while (prepared == null) {
      if (large.hasNext()) {
        prepared = large.next();
      } else if (!apart.isEmpty()) {
        putTogether();
      } else if (nextTrace >= 0) {
        prepared = wholeTraces(parts.get(nextPart - 1), partPlaces.get(nextPart - 1));
      } else if (nextPart < parts.size()) {
        selected = select(parts.get(nextPart++));
        nextTrace = selected.nextSetBit(0);
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public SpanBatch next() {
    if (!hasNext() || prepared == null) {
      throw new NoSuchElementException("traces: none left");
    }
    SpanBatch batch = prepared;
    prepared = null;
    return batch;
  }

  @Override
  public boolean isPartial() {
    return snapshot.isDamaged();
  }

  @Override
  public void close() {
    snapshot.close();
  }

  /** The next traces that lie whole in a part, up to one that does not; null if there are none. */
  private @Nullable SpanBatch wholeTraces(Part part, PartPlaces partPlaces) {
    List<int[]> rows = new ArrayList<>();
    int count = 0;
    while (nextTrace >= 0 && count < CHUNK_SPANS && apart.isEmpty()) {
      int trace = nextTrace;
      nextTrace = selected.nextSetBit(trace + 1);
      List<Place> where = wanted(part, trace, partPlaces.find(trace));
      if (where.size() > 1 || spanCount(where) > WHOLE_TRACE_SPANS_MAX) {
        apart = where;
      } else if (!where.isEmpty()) {
        rows.add(part.traces().rows(trace));
        count += rows.getLast().length;
      }
    }
    if (count == 0) {
      return null;
    }
    budget.spendOrThrow(count, 1);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    part.copy(ManyTraces.concatenate(rows, count), builder);
    return builder.build();
  }

  private void putTogether() {
    List<Place> where = apart;
    apart = List.of();
    if (spanCount(where) > WHOLE_TRACE_SPANS_MAX) {
      large = new TraceAssembler(snapshot, where, budget);
    } else {
      budget.spendOrThrow(spanCount(where), 1);
      prepared = places.merge(where);
    }
  }

  private static long spanCount(List<Place> where) {
    return where.stream().mapToLong(place -> place.part().traces().spanCount(place.trace())).sum();
  }

  /** Where a trace lies; nowhere if it begins outside the range or has come before. */
  private List<Place> wanted(Part part, int trace, List<Place> where) {
    TraceIndex traces = part.traces();
    long startNanos = traces.startNanos(trace);
    for (Place place : where) {
      startNanos = Math.min(startNanos, place.part().traces().startNanos(place.trace()));
    }
    boolean isWanted =
        range.contains(startNanos) && (where.size() == 1 || isFirst(trace, where, part));
    return isWanted ? where : List.of();
  }

  /** Whether no part that was read before has had this trace. */
  private boolean isFirst(int trace, List<Place> where, Part part) {
    return filter instanceof SpanFilter.All
        ? where.getFirst().part() == part
        : seen.add(part.traces().id(trace));
  }

  /** The traces of a part that have a span, in this part, that satisfies the filter. */
  private BitSet select(Part searched) {
    BitSet found = new BitSet(searched.traces().count());
    if (filter instanceof SpanFilter.All) {
      found.set(0, searched.traces().count());
      return found;
    }
    SpansetEvaluator evaluator =
        new SpansetEvaluator(searched, SpansetExpression.spans(filter), TimeRange.ALL);
    int[] ordinals = new int[Part.BLOCK_ROWS];
    for (int block = 0; block < searched.blockCount(); block++) {
      int from = block * Part.BLOCK_ROWS;
      int to = from + searched.blockRows(block);
      if (evaluator.mayMatch(block)) {
        searched.traceOrdinals(block, ordinals);
        RowBits rows = evaluator.select(new Window(searched, from, to), budget);
        for (int row = rows.next(from); row >= 0 && row < to; row = rows.next(row + 1)) {
          found.set(ordinals[row - from]);
        }
      }
    }
    return found;
  }

  private static long earliestStart(Part part) {
    long earliest = Long.MAX_VALUE;
    for (int block = 0; block < part.blockCount(); block++) {
      earliest = Math.min(earliest, part.startNanosMin(block));
    }
    return earliest;
  }
}
