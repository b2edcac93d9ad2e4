// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.part.TraceIndex;

/** The traces of a segment, ordered by start. */
final class SegmentTraces implements TraceIndex {

  private final SegmentFile file;
  private final StoredColumn idHigh;
  private final StoredColumn idLow;
  private final StoredColumn start;
  private final StoredColumn elapsed;
  private final StoredColumn firstRow;
  private final StoredColumn errors;
  private final StoredColumn root;
  private final TraceHashIndex index;

  SegmentTraces(SegmentFile file) {
    this.file = file;
    idHigh = file.trace(TraceColumn.ID_HIGH);
    idLow = file.trace(TraceColumn.ID_LOW);
    start = file.trace(TraceColumn.START);
    elapsed = file.trace(TraceColumn.ELAPSED);
    firstRow = file.trace(TraceColumn.FIRST_ROW);
    errors = file.trace(TraceColumn.ERROR_SPANS);
    root = file.trace(TraceColumn.ROOT);
    index = new TraceHashIndex(file.frames().checked(file.directory().traceIndexOffset()));
  }

  @Override
  public int count() {
    return file.directory().traceCount();
  }

  @Override
  public int find(long high, long low) {
    return index.find(high, low, trace -> idLow(trace) == low && idHigh(trace) == high);
  }

  @Override
  public long idHigh(int trace) {
    return idHigh.number(trace);
  }

  @Override
  public long idLow(int trace) {
    return idLow.number(trace);
  }

  @Override
  public long startNanos(int trace) {
    return start.number(trace);
  }

  @Override
  public long endNanos(int trace) {
    return start.number(trace) + elapsed.number(trace);
  }

  @Override
  public int spanCount(int trace) {
    return endRow(trace) - firstRow(trace);
  }

  @Override
  public int errorSpanCount(int trace) {
    return (int) errors.number(trace);
  }

  @Override
  public int rootRow(int trace) {
    int offset = (int) root.number(trace);
    return offset == 0 ? -1 : firstRow(trace) + offset - 1;
  }

  @Override
  public int[] rows(int trace) {
    int first = firstRow(trace);
    int[] rows = new int[endRow(trace) - first];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = first + i;
    }
    return rows;
  }

  @Override
  public int firstRow(int trace) {
    return (int) firstRow.number(trace);
  }

  @Override
  public boolean isOrderedByStart() {
    return true;
  }

  /** One past the last row of a trace. */
  int endRow(int trace) {
    return trace + 1 < count() ? firstRow(trace + 1) : file.rowCount(PartTable.SPAN);
  }

  /** The trace that a row belongs to. Cost: O(log n). */
  int ofRow(int row) {
    int low = 0;
    int high = count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstRow(middle) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The trace of each row of a block. */
  void ofBlock(int block, int rows, int[] target) {
    int begin = block * Part.BLOCK_ROWS;
    int trace = ofRow(begin);
    for (int i = 0; i < rows; trace++) {
      int end = Math.min(rows, endRow(trace) - begin);
      for (; i < end; i++) {
        target[i] = trace;
      }
    }
  }
}
