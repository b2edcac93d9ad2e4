// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.TraceId;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.FoundTrace;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TracePage;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.query.TraceSummary;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One search over one snapshot: walks the parts from the newest to the oldest and each ordered part
 * backwards in windows of whole traces, keeps the best {@code limit + 1} traces, and for the
 * newest-first order stops as soon as no trace that is still to come can be among them.
 *
 * <p>Why stopping is right: a trace starts where the earliest of its spans starts, wherever that is
 * stored, so its true start is at most its start within one part; once {@code limit + 1} traces are
 * kept that start later than everything left in the part, nothing left can displace them.
 *
 * <p>Confined to one thread.
 */
final class TraceSearch {

  private static final int WINDOW_ROWS_MIN = Part.BLOCK_ROWS;
  private static final int WINDOW_ROWS_MAX = 16 * Part.BLOCK_ROWS;

  private final TraceQuery query;
  private final List<Part> parts;
  private final Places places;
  private final LargeTraces largeTraces;
  private final Budget budget;
  private final boolean local;
  private final boolean separable;
  private final SpansetExpression candidates;
  private final @Nullable PageKey after;
  private final PriorityQueue<Hit> best =
      new PriorityQueue<>(Comparator.comparing(Hit::key).reversed());
  private final Set<TraceId> seen = new HashSet<>();
  private Optional<String> next = Optional.empty();
  private long total;

  private record Hit(PageKey key, TraceFigures figures, List<Place> where) {}

  TraceSearch(
      TraceQuery query, List<Part> parts, Places places, LargeTraces largeTraces, Budget budget) {
    this.query = query;
    this.parts = parts;
    this.places = places;
    this.largeTraces = largeTraces;
    this.budget = budget;
    this.local = SpansetEvaluator.isLocal(query.where());
    this.separable = SpansetEvaluator.isSeparable(query.where());
    this.candidates = local ? query.where() : SpansetEvaluator.relax(query.where());
    this.after = query.after().map(cursor -> PageKey.ofCursor(cursor, query)).orElse(null);
  }

  /** The page with a summary of each trace. */
  TracePage run() {
    List<Hit> hits = walk();
    Summaries summaries = new Summaries();
    List<TraceSummary> traces = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      boolean isLarge = LargeTraces.isLarge(hit.where());
      traces.add(
          isLarge
              ? largeTraces.summary(hit.key().id(), hit.where())
              : summaries.of(hit.where().getFirst()));
    }
    return new TracePage(traces, next, total(), budget.stats());
  }

  /** The page with no more than the ids of the traces and their times. */
  FoundPage find() {
    List<FoundTrace> traces =
        walk().stream()
            .map(hit ->
                new FoundTrace(
                    hit.key().id(), hit.figures().startNanos(), hit.figures().endNanos()))
            .toList();
    return new FoundPage(traces, next, total(), budget.stats());
  }

  /** The traces of the page, in order. */
  private List<Hit> walk() {
    List<Part> newestFirst = new ArrayList<>(parts);
    newestFirst.sort(Comparator.comparingLong(TraceSearch::latestStart).reversed());
    for (Part part : newestFirst) {
      if (part.rowCount() > 0 && (query.withTotal() || !isBeaten(latestStart(part)))) {
        searchPart(part);
      }
      if (budget.isExhausted()) {
        break;
      }
    }
    List<Hit> hits = new ArrayList<>(best);
    hits.sort(Comparator.comparing(Hit::key));
    if (hits.size() > query.limit()) {
      hits = hits.subList(0, query.limit());
      next = Optional.of(hits.getLast().key().toCursor(query));
    }
    return hits;
  }

  private OptionalLong total() {
    boolean counted = query.withTotal() && !budget.isExhausted();
    return counted ? OptionalLong.of(total) : OptionalLong.empty();
  }

  private void searchPart(Part part) {
    SpansetEvaluator relaxed = new SpansetEvaluator(part, candidates, query.range());
    SpansetEvaluator exact =
        local ? relaxed : new SpansetEvaluator(part, query.where(), query.range());
    PartPlaces partPlaces = places.of(part, budget);
    boolean ordered = part.traces().isOrderedByStart();
    int rows = WINDOW_ROWS_MIN;
    for (int to = part.rowCount(); to > 0 && !budget.isExhausted(); ) {
      int from = ordered ? windowBegin(part, to, rows) : 0;
      Window window = new Window(part, from, to);
      if (ordered && !query.withTotal() && isBeaten(newestStart(window))) {
        return;
      }
      if (mayMatch(relaxed, window)) {
        searchWindow(window, relaxed, exact, partPlaces);
      }
      to = from;
      rows = Math.min(rows * 2, WINDOW_ROWS_MAX);
    }
  }

  /** The first row of the trace that holds the row {@code rows} before {@code to}. */
  private static int windowBegin(Part part, int to, int rows) {
    int row = Math.max(0, to - rows);
    return part.traces().firstRow(part.traceOrdinal(row));
  }

  private static boolean mayMatch(SpansetEvaluator evaluator, Window window) {
    for (int block = window.firstBlock(); block < window.endBlock(); block++) {
      if (evaluator.mayMatch(block)) {
        return true;
      }
    }
    return false;
  }

  private void searchWindow(
      Window window, SpansetEvaluator relaxed, SpansetEvaluator exact, PartPlaces partPlaces) {
    RowBits candidateRows = relaxed.select(window, budget);
    RowBits exactRows = null;
    TraceIndex traces = window.part.traces();
    BitSet visited = new BitSet();
    boolean ordered = traces.isOrderedByStart();
    boolean allBeaten = ordered && isBeaten(newestStart(window));
    // From the back: what came last mostly started last, so that soon most traces are beaten
    // unseen.
    for (int row = candidateRows.previous(window.to - 1);
        row >= 0;
        row = candidateRows.previous(row - 1)) {
      int trace = window.trace(row);
      if (ordered) {
        row = traces.firstRow(trace); // the rest of it says nothing new
      } else if (visited.get(trace)) {
        continue;
      }
      visited.set(trace);
      boolean beaten = allBeaten || isBeaten(traces.startNanos(trace));
      if (beaten && !query.withTotal()) {
        continue;
      }
      List<Place> where = partPlaces.find(trace);
      if (where.size() > 1) {
        TraceId id = traces.id(trace);
        if (seen.add(id)) {
          offerScattered(id, where);
        }
        continue;
      }
      if (!local && exactRows == null) {
        exactRows = exact.select(window, budget);
      }
      if (local || selects(exactRows, traces, trace)) {
        if (beaten) {
          total++;
        } else {
          offer(traces.id(trace), where.getFirst().figures(), where);
        }
      }
    }
  }

  private void offerScattered(TraceId id, List<Place> where) {
    if (!LargeTraces.isLarge(where)) {
      Place whole = places.gather(where);
      if (local || selects(whole)) {
        offer(id, whole.figures(), List.of(whole));
      }
    } else if (!separable && LargeTraces.isTooLarge(where)) {
      budget.tooLarge();
    } else if (local || (separable ? holds(query.where(), where) : selects(places.gather(where)))) {
      TraceSummary summary = largeTraces.summary(id, where);
      offer(
          id,
          new TraceFigures(
              summary.startNanos(),
              summary.endNanos(),
              summary.spanCount(),
              summary.errorSpanCount()),
          where);
    }
  }

  private static boolean selects(@Nullable RowBits rows, TraceIndex traces, int trace) {
    for (int row : traces.rows(trace)) {
      if (rows != null && rows.get(row)) {
        return true;
      }
    }
    return false;
  }

  private boolean selects(Place gathered) {
    Part whole = gathered.part();
    Window window = new Window(whole, 0, whole.rowCount());
    return !new SpansetEvaluator(whole, query.where(), query.range())
        .select(window, budget)
        .isEmpty();
  }

  /** Whether a separable expression selects a span of a trace, wherever that is. */
  private boolean holds(SpansetExpression expression, List<Place> where) {
    return switch (expression) {
      case SpansetExpression.Spans _ ->
          where.stream().anyMatch(place -> selects(expression, place));
      case SpansetExpression.Both(SpansetExpression left, SpansetExpression right) ->
          holds(left, where) && holds(right, where);
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) ->
          holds(left, where) || holds(right, where);
      case SpansetExpression.Structural _ ->
          throw new IllegalStateException(expression + " (expected: separable)");
    };
  }

  private boolean selects(SpansetExpression expression, Place place) {
    Part part = place.part();
    TraceIndex traces = part.traces();
    int from = traces.isOrderedByStart() ? traces.firstRow(place.trace()) : 0;
    int to = traces.isOrderedByStart() ? from + traces.spanCount(place.trace()) : part.rowCount();
    RowBits rows =
        new SpansetEvaluator(part, expression, query.range())
            .select(new Window(part, from, to), budget);
    return selects(rows, traces, place.trace());
  }

  private void offer(TraceId id, TraceFigures figures, List<Place> where) {
    total++;
    PageKey key = PageKey.of(query.sort(), id, figures);
    if (after != null && key.compareTo(after) <= 0) {
      return;
    }
    if (best.size() <= query.limit()) {
      best.add(new Hit(key, figures, where));
    } else if (key.compareTo(worst().key()) < 0) {
      best.poll();
      best.add(new Hit(key, figures, where));
    }
  }

  /** Whether a trace that starts at this time or earlier can no longer be on the page. */
  private boolean isBeaten(long startNanos) {
    return query.sort() == TraceSort.NEWEST && isFull() && ~startNanos > worst().key().rank();
  }

  private boolean isFull() {
    return best.size() > query.limit();
  }

  private Hit worst() {
    Hit worst = best.peek();
    if (worst == null) {
      throw new IllegalStateException("no hit kept (expected: at least one)");
    }
    return worst;
  }

  /** The start of the last trace in a window of an ordered part. */
  private static long newestStart(Window window) {
    return window.part.traces().startNanos(window.part.traceOrdinal(window.to - 1));
  }

  private static long latestStart(Part part) {
    TraceIndex traces = part.traces();
    if (traces.count() == 0) {
      return Long.MIN_VALUE;
    }
    return traces.isOrderedByStart() ? traces.startNanos(traces.count() - 1) : Long.MAX_VALUE;
  }
}
