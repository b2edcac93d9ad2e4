// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.encoding.PairIds;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the spans of one part and the calls that it adds to those of earlier parts. A part that
 * grows is counted on from where the last count ended.
 *
 * <p>What a part adds is the difference it makes: the calls in its traces together with the spans
 * of these traces in earlier parts, less the calls in those earlier spans alone. So the sum over
 * all parts is exactly the calls in all spans, in whichever part a caller and its callee came, and
 * even where a late span takes a call back (the server's half of a Zipkin call, below which spans
 * are no calls any more). A span that an earlier part has already is not counted again. Both hold
 * for parts within {@link RollupConfig.Limits#reach} and for traces of at most {@link
 * RollupConfig.Limits#traceSpansMax} spans.
 *
 * <p>Cost: a pass over eight columns; of the traces, only those that other parts know, that went on
 * since the last count, or that have shared ids are looked at span by span.
 *
 * <p>Threads: any number at once; they wait for each other.
 */
public final class PartRollup implements RollupPart {

  private static final int PAIRWISE_MAX = 32;

  private final RollupConfig config;
  private final CellTable spans;
  private final CellTable calls;
  private final ReentrantLock lock = new ReentrantLock(); // of the tables and of what follows
  private int countedRows;

  /** Nothing is counted yet. */
  public PartRollup(RollupConfig config) {
    this.config = config;
    this.spans = table(RollupSource.SPANS);
    this.calls = table(RollupSource.CALLS);
  }

  private CellTable table(RollupSource source) {
    return new CellTable(source, RollupQuery.MINUTE_NANOS, config.limits());
  }

  /** What parts add, each to those before it; for stores that keep no figures. */
  public static List<RollupPart> ofAll(List<? extends Part> parts, RollupConfig config) {
    List<RollupPart> rollups = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      PartRollup rollup = new PartRollup(config);
      rollup.count(parts.get(i), List.copyOf(parts.subList(0, i)));
      rollups.add(rollup);
    }
    return rollups;
  }

  /**
   * Counts the rows of a part that have not been counted yet.
   *
   * @param part the part, or a later state of the one that was counted before
   * @param earlier the parts that are counted already
   */
  public void count(Part part, List<? extends Part> earlier) {
    lock.lock();
    try {
      if (part.rowCount() > countedRows) {
        new Counting(part, List.copyOf(earlier)).run();
        countedRows = part.rowCount();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long resolutionNanos() {
    return RollupQuery.MINUTE_NANOS;
  }

  @Override
  public boolean overlaps(RollupSource source, TimeRange range) {
    lock.lock();
    try {
      CellTable table = tableOf(source);
      return !table.cells().isEmpty()
          && range.overlaps(
              table.timeMin() * RollupQuery.MINUTE_NANOS,
              table.timeMax() * RollupQuery.MINUTE_NANOS);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void scan(RollupSource source, TimeRange range, CellSink sink) {
    lock.lock();
    try {
      CellTable table = tableOf(source);
      sink.begin(table.keys().keys());
      if (sink.wants(table.cells().size())) {
        for (RollupCell cell : table.cells()) {
          long startNanos = cell.time * RollupQuery.MINUTE_NANOS;
          if (range.contains(startNanos)) {
            sink.accept(cell, startNanos);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private CellTable tableOf(RollupSource source) {
    return source == RollupSource.SPANS ? spans : calls;
  }

  /** One pass over the rows that are new. */
  private final class Counting {
    private final TraceIndex traces;
    private final Neighbours neighbours;
    private final RowColumns rows;
    private final SpanRows spanRows;
    private final BitSet seen = new BitSet(); // traces
    private final BitSet apart = new BitSet(); // traces whose calls are found span by span
    private final BitSet known = new BitSet(); // rows, less the first, that earlier parts have
    private final PairIds pairs = new PairIds(); // of codes of services
    private final List<Integer> pairKeys = new ArrayList<>(); // by pair

    Counting(Part part, List<Part> earlier) {
      this.traces = part.traces();
      this.neighbours = new Neighbours(earlier, config.limits().reach().toNanos());
      this.rows = new RowColumns(part, countedRows, config);
      this.spanRows = new SpanRows(part);
    }

    void run() {
      for (int i = 0; i < rows.traces.length; i++) {
        int trace = rows.traces[i];
        if (!seen.get(trace)) {
          seen.set(trace);
          look(trace);
        }
      }
      int[] keys = new int[rows.tupleCount()];
      boolean[] errors = new boolean[keys.length];
      for (int tuple = 0; tuple < keys.length; tuple++) {
        List<String> texts = rows.texts(tuple);
        keys[tuple] = spans.keys().id(texts);
        errors[tuple] = RowColumns.isError(texts);
      }
      for (int i = 0; i < rows.traces.length; i++) {
        if (!known.get(i)) {
          boolean isError = errors[rows.tuples[i]];
          spans
              .cell(keys[rows.tuples[i]], spans.time(rows.starts[i]))
              .add(rows.durations[i], isError, 1);
          if (!apart.get(rows.traces[i])) {
            addCall(i, isError);
          }
        }
      }
    }

    /** Finds out how the calls of a trace are to be counted, and counts those that are hard. */
    private void look(int trace) {
      List<Neighbours.Match> others = neighbours.find(traces, trace);
      long spanCount = traces.spanCount(trace);
      for (Neighbours.Match other : others) {
        spanCount += other.spanCount();
      }
      if (spanCount > config.limits().traceSpansMax()) {
        return;
      }
      boolean isContinued = traces.firstRow(trace) < rows.from;
      if (others.isEmpty() && !isContinued && !hasSharedIds(trace)) {
        return;
      }
      apart.set(trace);
      TraceCalls calls = new TraceCalls();
      others.forEach(other -> other.addTo(calls));
      int[] all = traces.rows(trace);
      int next = 0;
      for (; next < all.length && all[next] < rows.from; next++) {
        calls.add(spanRows.span(all[next]));
      }
      if (calls.size() > 0) {
        calls.forEach((caller, callee) -> add(caller, callee, -1));
      }
      for (; next < all.length; next++) {
        if (!calls.add(spanRows.span(all[next]))) {
          known.set(all[next] - rows.from);
        }
      }
      calls.forEach((caller, callee) -> add(caller, callee, 1));
    }

    private void add(String caller, CallSpan callee, int sign) {
      int key = calls.keys().id(List.of(caller, callee.service()));
      calls
          .cell(key, calls.time(callee.startNanos()))
          .add(callee.durationNanos(), callee.isError(), sign);
    }

    /** Counts the call that a row is, if it is one and the caller's row is new, too. */
    private void addCall(int i, boolean isError) {
      int parent = rows.parents[i];
      if (parent < rows.from || rows.services[parent - rows.from] == rows.services[i]) {
        return;
      }
      int pair = pairs.id(rows.services[parent - rows.from] + 1, rows.services[i] + 1);
      if (pair == pairKeys.size()) {
        String caller = rows.service(pairs.first(pair) - 1);
        String callee = rows.service(pairs.second(pair) - 1);
        pairKeys.add(calls.keys().id(List.of(caller, callee)));
      }
      calls.cell(pairKeys.get(pair), calls.time(rows.starts[i])).add(rows.durations[i], isError, 1);
    }

    /** Whether two spans of a trace have the same id, as the two halves of a Zipkin call do. */
    private boolean hasSharedIds(int trace) {
      int[] all = traces.rows(trace);
      if (all.length > PAIRWISE_MAX) {
        long[] sorted =
            Arrays.stream(all).mapToLong(row -> rows.ids[row - rows.from]).sorted().toArray();
        for (int i = 1; i < sorted.length; i++) {
          if (sorted[i] == sorted[i - 1]) {
            return true;
          }
        }
        return false;
      }
      for (int i = 1; i < all.length; i++) {
        long id = rows.ids[all[i] - rows.from];
        for (int j = 0; j < i; j++) {
          if (rows.ids[all[j] - rows.from] == id) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
