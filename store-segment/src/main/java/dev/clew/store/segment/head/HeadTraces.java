// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.TraceIndex;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The traces of a head as they were when it was published. */
final class HeadTraces implements TraceIndex {

  private final Head head;
  private final int count;
  private final TraceTable.Figures[] figures;
  private final ConcurrentMap<Integer, SpanIdIndex> largeTraces = new ConcurrentHashMap<>();

  HeadTraces(Head head) {
    this.head = head;
    count = head.traces.size();
    figures = head.traces.freeze();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int find(long idHigh, long idLow) {
    return head.traces.find(idHigh, idLow, count);
  }

  @Override
  public long idHigh(int trace) {
    return head.traces.idHigh(trace);
  }

  @Override
  public long idLow(int trace) {
    return head.traces.idLow(trace);
  }

  @Override
  public long startNanos(int trace) {
    return figures(trace).startNanos[trace & TraceTable.CHUNK_MASK];
  }

  @Override
  public long endNanos(int trace) {
    return figures(trace).endNanos[trace & TraceTable.CHUNK_MASK];
  }

  @Override
  public int spanCount(int trace) {
    return figures(trace).spanCounts[trace & TraceTable.CHUNK_MASK];
  }

  @Override
  public int errorSpanCount(int trace) {
    return figures(trace).errorSpanCounts[trace & TraceTable.CHUNK_MASK];
  }

  @Override
  public int rootRow(int trace) {
    return figures(trace).rootRows[trace & TraceTable.CHUNK_MASK];
  }

  @Override
  public int firstRow(int trace) {
    return figures(trace).firstRows[trace & TraceTable.CHUNK_MASK];
  }

  @Override
  public int[] rows(int trace) {
    int[] rows = new int[spanCount(trace)];
    int row = lastRow(trace);
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = row;
      row = head.spans.previousRow(row);
    }
    return rows;
  }

  @Override
  public boolean isOrderedByStart() {
    return false;
  }

  /**
   * Finds rows by trace and span id. Most spans come together with others of their trace, so the
   * rows of the trace that was asked about last are kept at hand; a large trace is indexed when it
   * is first asked about. Threads: one at a time.
   */
  final class RowFinder {
    private final int[] rows = new int[Head.CHAIN_LENGTH_MAX]; // of the trace, ascending
    private final long[] ids = new long[Head.CHAIN_LENGTH_MAX];
    private int trace = -1;
    private int count;

    /** The first row of a trace, other than {@code except}, that has a span id, or -1. */
    int rowOf(int ofTrace, long spanId, int except) {
      if (spanCount(ofTrace) > Head.CHAIN_LENGTH_MAX) {
        SpanIdIndex index = largeTraces.computeIfAbsent(ofTrace, HeadTraces.this::index);
        return HeadTraces.rowOf(index, spanId, except);
      }
      if (ofTrace != trace) {
        load(ofTrace);
      }
      for (int i = 0; i < count; i++) {
        if (ids[i] == spanId && rows[i] != except) {
          return rows[i];
        }
      }
      return -1;
    }

    private void load(int next) {
      trace = next;
      count = spanCount(next);
      int row = lastRow(next);
      for (int i = count - 1; i >= 0; i--) {
        rows[i] = row;
        ids[i] = head.spans.spanId(row);
        row = head.spans.previousRow(row);
      }
    }
  }

  private static int rowOf(SpanIdIndex index, long spanId, int except) {
    int found = -1;
    for (int slot = index.nextSlot(index.firstSlot(spanId), spanId);
        slot >= 0;
        slot = index.nextSlot(slot + 1, spanId)) {
      int row = index.row(slot);
      if (row != except && (found < 0 || row < found)) {
        found = row;
      }
    }
    return found;
  }

  private SpanIdIndex index(int trace) {
    SpanIdIndex index = new SpanIdIndex(head.hashSeed);
    for (int row : rows(trace)) {
      index.add(head.spans.spanId(row), row);
    }
    return index;
  }

  private int lastRow(int trace) {
    return figures(trace).lastRows[trace & TraceTable.CHUNK_MASK];
  }

  private TraceTable.Figures figures(int trace) {
    return figures[trace >>> TraceTable.CHUNK_BITS];
  }
}
