// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.TraceIndex;
import java.util.List;

/**
 * Decides the order of what is written: traces by their earliest start, their rows by start, spans
 * that were sent twice once.
 */
final class MergeOrder {

  private final List<MergeSource> sources;
  private final SpanColumns[] columns;
  private final RowRuns runs = new RowRuns();
  private final TraceRows rows;
  private TraceTable traces = new TraceTable(0);

  MergeOrder(List<MergeSource> sources) {
    this.sources = sources;
    columns = sources.stream().map(SpanColumns::new).toArray(SpanColumns[]::new);
    rows = new TraceRows(columns);
  }

  /** Computes the order. */
  void compute() {
    TraceGroups groups = new TraceGroups(sources);
    groups.collect();
    traces = new TraceTable(groups.count());
    for (int position = 0; position < groups.count(); position++) {
      int entry = groups.firstEntry(position);
      if (isTakenWhole(groups, entry)) {
        takeWhole(groups.source(entry), groups.trace(entry));
      } else {
        takeRows(groups, entry);
      }
    }
  }

  RowRuns runs() {
    return runs;
  }

  TraceTable traces() {
    return traces;
  }

  SpanColumns columns(int source) {
    return columns[source];
  }

  /** Whether a trace comes from one source that has it in order already. */
  private boolean isTakenWhole(TraceGroups groups, int entry) {
    if (groups.nextEntry(entry) >= 0) {
      return false;
    }
    MergeSource source = sources.get(groups.source(entry));
    TraceIndex index = source.part().traces();
    int trace = groups.trace(entry);
    return index.isOrderedByStart()
        && source.keepsAll(index.firstRow(trace), index.spanCount(trace));
  }

  private void takeWhole(int source, int trace) {
    TraceIndex index = sources.get(source).part().traces();
    int target = traces.count++;
    int firstRow = index.firstRow(trace);
    int rootRow = index.rootRow(trace);
    addId(index, trace, target);
    traces.start[target] = index.startNanos(trace);
    traces.elapsed[target] = index.endNanos(trace) - index.startNanos(trace);
    traces.firstRow[target] = runs.rowCount();
    traces.errors[target] = index.errorSpanCount(trace);
    traces.root[target] = rootRow < 0 ? 0 : rootRow - firstRow + 1;
    runs.add(source, firstRow, index.spanCount(trace));
  }

  private void takeRows(TraceGroups groups, int firstEntry) {
    rows.clear();
    for (int entry = firstEntry; entry >= 0; entry = groups.nextEntry(entry)) {
      int source = groups.source(entry);
      for (int row : sources.get(source).part().traces().rows(groups.trace(entry))) {
        if (!sources.get(source).isDropped(row)) {
          rows.add(source, row);
        }
      }
    }
    if (rows.count() == 0) {
      return;
    }
    rows.arrange();
    int target = traces.count++;
    int source = groups.source(firstEntry);
    addId(sources.get(source).part().traces(), groups.trace(firstEntry), target);
    traces.start[target] = rows.start(0);
    traces.firstRow[target] = runs.rowCount();
    if (groups.nextEntry(firstEntry) < 0 && !sources.get(source).hasDropped()) {
      addKnownFacts(target, sources.get(source).part().traces(), groups.trace(firstEntry));
    } else {
      addFacts(target);
    }
  }

  /** The source knows the trace as a whole; only the order of its rows is new. */
  private void addKnownFacts(int target, TraceIndex index, int trace) {
    traces.errors[target] = index.errorSpanCount(trace);
    traces.elapsed[target] = index.endNanos(trace) - index.startNanos(trace);
    int rootRow = index.rootRow(trace);
    for (int i = 0; i < rows.count(); i++) {
      if (rows.row(i) == rootRow) {
        traces.root[target] = i + 1;
      }
      runs.add(rows.source(i), rows.row(i), 1);
    }
  }

  private void addId(TraceIndex index, int trace, int target) {
    traces.idHigh[target] = index.idHigh(trace);
    traces.idLow[target] = index.idLow(trace);
  }

  private void addFacts(int target) {
    long end = Long.MIN_VALUE;
    for (int i = 0; i < rows.count(); i++) {
      SpanColumns of = columns[rows.source(i)];
      int row = rows.row(i);
      end = Math.max(end, of.end(row));
      traces.errors[target] += of.isError(row) ? 1 : 0;
      if (traces.root[target] == 0 && of.isRoot(row)) {
        traces.root[target] = i + 1;
      }
      runs.add(rows.source(i), row, 1);
    }
    traces.elapsed[target] = end - traces.start[target];
  }
}
