// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.Part;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes each span's link to its parent: the distance of rows where the parent is in the segment,
 * and its id where it is not. A parent that was in another part until now is found here.
 *
 * <p>On disk a distance is the span's row minus its parent's, zero for none.
 */
final class ParentWriter {

  private static final int SCANNED_MAX = 48;

  private final List<MergeSource> sources;
  private final MergeOrder order;
  private final ColumnWriter distances;
  private final ColumnWriter remotes;
  private final BlockValues distanceBlock = new BlockValues();
  private final BlockValues remoteBlock = new BlockValues();
  private final int rowCount;
  private int row; // next row written
  private int[] traceSources = new int[64];
  private int[] traceRows = new int[64];
  private long[] traceIds = new long[64];

  ParentWriter(List<MergeSource> sources, MergeOrder order, SegmentOutput output, int table) {
    this.sources = sources;
    this.order = order;
    this.rowCount = order.runs().rowCount();
    distances = new ColumnWriter(output, SegmentFormat.NUMBERS, table, false);
    remotes = new ColumnWriter(output, SegmentFormat.NUMBERS, table, false);
  }

  ColumnWriter distances() {
    return distances;
  }

  ColumnWriter remotes() {
    return remotes;
  }

  /** Writes the blocks of both columns. */
  void write() throws IOException {
    RowRuns.Cursor cursor = order.runs().cursor();
    TraceTable traces = order.traces();
    for (int trace = 0; trace < traces.count; trace++) {
      int end = trace + 1 < traces.count ? traces.firstRow[trace + 1] : rowCount;
      int size = end - traces.firstRow[trace];
      cursor.next(end);
      if (cursor.count == size && sources.get(cursor.source).part().traces().isOrderedByStart()) {
        copy(order.columns(cursor.source), cursor.firstRow, size);
      } else {
        collect(cursor, end, size);
        resolve(size);
      }
    }
    if (row % Part.BLOCK_ROWS != 0) {
      flush();
    }
  }

  /** Rows that follow each other as they did: distances stay, unless the parent was left out. */
  private void copy(SpanColumns columns, int firstRow, int size) throws IOException {
    for (int i = 0; i < size; i++) {
      int parent = columns.parentRow(firstRow + i);
      if (parent >= firstRow && parent < firstRow + size) {
        add(firstRow + i - parent, 0);
      } else if (parent >= 0) {
        add(0, columns.id(parent));
      } else {
        add(0, columns.remoteParent(firstRow + i));
      }
    }
  }

  private void collect(RowRuns.Cursor cursor, int end, int size) {
    if (traceRows.length < size) {
      traceSources = new int[size];
      traceRows = new int[size];
      traceIds = new long[size];
    }
    int at = 0;
    do {
      for (int i = 0; i < cursor.count; i++, at++) {
        traceSources[at] = cursor.source;
        traceRows[at] = cursor.firstRow + i;
        traceIds[at] = order.columns(cursor.source).id(cursor.firstRow + i);
      }
    } while (cursor.next(end));
  }

  private void resolve(int size) throws IOException {
    Map<Long, Integer> index = new HashMap<>();
    if (size > SCANNED_MAX) {
      for (int i = size - 1; i >= 0; i--) {
        index.put(traceIds[i], i);
      }
    }
    for (int i = 0; i < size; i++) {
      SpanColumns columns = order.columns(traceSources[i]);
      int sourceParent = columns.parentRow(traceRows[i]);
      long id = sourceParent >= 0 ? columns.id(sourceParent) : columns.remoteParent(traceRows[i]);
      boolean isRoot = sourceParent < 0 && id == 0;
      int parent = isRoot ? -1 : find(id, i, size, index);
      add(parent < 0 ? 0 : i - parent, isRoot || parent >= 0 ? 0 : id);
    }
  }

  /** The first row with this id that is not {@code self}, or -1. */
  private int find(long id, int self, int size, Map<Long, Integer> index) {
    if (size > SCANNED_MAX) {
      int found = index.getOrDefault(id, -1);
      if (found != self) {
        return found;
      }
    }
    for (int i = 0; i < size; i++) {
      if (traceIds[i] == id && i != self) {
        return i;
      }
    }
    return -1;
  }

  private void add(int distance, long remote) throws IOException {
    int index = row % Part.BLOCK_ROWS;
    distanceBlock.add(index, distance);
    if (remote != 0) {
      remoteBlock.add(index, remote);
    }
    row++;
    if (row % Part.BLOCK_ROWS == 0) {
      flush();
    }
  }

  private void flush() throws IOException {
    int rows = distanceBlock.count;
    distances.numbers(distanceBlock, rows);
    remotes.numbers(remoteBlock, rows);
    distanceBlock.count = 0;
    remoteBlock.count = 0;
  }
}
