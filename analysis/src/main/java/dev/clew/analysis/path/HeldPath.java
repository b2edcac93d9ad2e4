// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.TraceId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is kept of a critical path until the batches of its requests are known, without its trace:
 * some 60 bytes for each span. A span on the path has a number from 0, its place; those above it
 * come first.
 *
 * <p>Threads: one at a time.
 */
final class HeldPath {

  private static final Comparator<BatchSpan> IN_TIME =
      Comparator.comparingLong(BatchSpan::startNanos)
          .thenComparing(BatchSpan::trace)
          .thenComparingLong(BatchSpan::spanId)
          .thenComparingLong(BatchSpan::endNanos);
  private static final int NONE = -1;

  private final TraceId trace;
  private final int request;
  private final double weight;
  private final int[] rows; // by place, ascending
  private final long[] spanIds;
  private final long[] starts;
  private final int[] operations;
  private final boolean[] sayingSize;
  private final int[] above; // the place of the parent if that is of the same service
  private final int[] placeOfSection;
  private final long[] bounds; // sections tile: each ends where the next one begins
  private final Map<Integer, Set<BatchSpan>> batches = new HashMap<>(); // by place

  HeldPath(CriticalPath path, int request, SpanAttribute batchSize) {
    TraceView view = path.view();
    this.trace = view.traceId();
    this.request = request;
    this.weight = view.weight();
    this.rows = IntStream.range(0, path.spanCount()).map(path::span).toArray();
    this.spanIds = new long[rows.length];
    this.starts = new long[rows.length];
    this.operations = new int[rows.length];
    this.sayingSize = new boolean[rows.length];
    this.above = new int[rows.length];
    for (int place = 0; place < rows.length; place++) {
      int row = rows[place];
      int parent = view.parent(row);
      boolean isOneService = parent >= 0 && view.service(parent) == view.service(row);
      spanIds[place] = view.spanId(row);
      starts[place] = view.startNanos(row);
      operations[place] = view.operation(row);
      sayingSize[place] = batchSize.number(view, row) >= 1;
      above[place] = isOneService ? Math.max(NONE, Arrays.binarySearch(rows, parent)) : NONE;
    }
    int sections = path.sectionCount();
    this.placeOfSection = new int[sections];
    this.bounds = new long[sections + 1];
    for (int section = 0; section < sections; section++) {
      placeOfSection[section] = Arrays.binarySearch(rows, path.row(section));
      bounds[section] = path.startNanos(section);
      bounds[section + 1] = path.endNanos(section);
    }
  }

  TraceId trace() {
    return trace;
  }

  int spanCount() {
    return rows.length;
  }

  long startNanos() {
    return bounds[0];
  }

  long endNanos() {
    return bounds[bounds.length - 1];
  }

  /** The row that a place had in the trace. */
  int row(int place) {
    return rows[place];
  }

  long spanId(int place) {
    return spanIds[place];
  }

  /** Takes a span in as a batch of those with this id, if it can be one. */
  void offer(long waitingSpan, BatchSpan batch) {
    for (int place = 0; place < spanIds.length; place++) {
      if (spanIds[place] == waitingSpan) {
        offerAt(place, batch);
      }
    }
  }

  /**
   * The same for the span at a place. Of two linked spans the batch is the one that says its size,
   * else the one that began later: requests wait first, then their batch is run.
   */
  void offerAt(int place, BatchSpan batch) {
    boolean isBatch =
        (batch.saysSize() && !sayingSize[place]) || batch.startNanos() >= starts[place];
    if (isBatch && batch.startNanos() < endNanos() && startNanos() < batch.endNanos()) {
      batches.computeIfAbsent(place, _ -> new HashSet<>()).add(batch);
    }
  }

  /** Gives the waits to a sink, in order of time; no moment counts twice. */
  void forEach(BatchWaits.Sink sink) {
    if (batches.isEmpty()) {
      return;
    }
    int[] linked = new int[rows.length]; // the place itself, else the nearest above
    for (int place = 0; place < rows.length; place++) {
      int further = above[place] == NONE ? NONE : linked[above[place]];
      linked[place] = batches.containsKey(place) ? place : further;
    }
    for (int section = 0; section < placeOfSection.length; section++) {
      int place = linked[placeOfSection[section]];
      if (place != NONE) {
        forEach(section, place, sink);
      }
    }
  }

  private void forEach(int section, int place, BatchWaits.Sink sink) {
    long at = bounds[section];
    for (BatchSpan batch :
        batches.getOrDefault(place, Set.of()).stream().sorted(IN_TIME).toList()) {
      long from = Math.max(at, batch.startNanos());
      long to = Math.min(bounds[section + 1], batch.endNanos());
      if (from < to) {
        sink.accept(
            new BatchWaits.Waiting(request, trace, weight, operations[place]),
            new BatchWait(
                rows[place],
                batch.trace(),
                batch.spanId(),
                batch.service(),
                batch.operation(),
                batch.size(),
                from,
                to));
        at = to;
      }
    }
  }
}
