// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import java.io.IOException;
import java.util.List;

/** Writes the columns that follow from the order of rows, and the table of traces. */
final class SpanTableMerge {

  private static final int TRACE_TABLE = PartTable.values().length;

  private final List<MergeSource> sources;
  private final MergeOrder order;
  private final SegmentOutput output;
  private final BlockValues block = new BlockValues();
  private long startNanosMax = Long.MIN_VALUE;

  SpanTableMerge(List<MergeSource> sources, MergeOrder order, SegmentOutput output) {
    this.sources = sources;
    this.order = order;
    this.output = output;
  }

  /** The latest start of a span, once they have been written. */
  long startNanosMax() {
    return startNanosMax;
  }

  ParentWriter writeParents() throws IOException {
    ParentWriter writer = new ParentWriter(sources, order, output, PartTable.SPAN.ordinal());
    writer.write();
    return writer;
  }

  /** Writes SPAN_START as distances; minima and maxima are those of the starts themselves. */
  ColumnWriter writeStarts() throws IOException {
    ColumnWriter writer = spanColumn();
    TraceTable traces = order.traces();
    RowRuns.Cursor cursor = order.runs().cursor();
    int trace = -1;
    long before = 0;
    for (int begin = 0; begin < rowCount(); begin += Part.BLOCK_ROWS) {
      int rows = Math.min(Part.BLOCK_ROWS, rowCount() - begin);
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      block.count = 0;
      while (cursor.next(begin + rows)) {
        SpanColumns columns = order.columns(cursor.source);
        for (int i = 0; i < cursor.count; i++) {
          int row = begin + block.count;
          long start = columns.start(cursor.firstRow + i);
          if (trace + 1 < traces.count && traces.firstRow[trace + 1] == row) {
            trace++;
            before = start;
          } else if (block.count == 0) {
            before = traces.start[trace];
          }
          block.add(block.count, start - before);
          before = start;
          min = Math.min(min, start);
          max = Math.max(max, start);
        }
      }
      writer.numbers(block, rows, min, max);
      startNanosMax = Math.max(startNanosMax, max);
    }
    return writer;
  }

  /** Writes SPAN_SCOPE, and thereby finds which scopes are in use. */
  ColumnWriter writeScopes(ScopeMerge scopes) throws IOException {
    ColumnWriter writer = spanColumn();
    SourceColumn[] columns =
        sources.stream().map(s -> s.open(Fixed.SPAN_SCOPE)).toArray(SourceColumn[]::new);
    RowRuns.Cursor cursor = order.runs().cursor();
    for (int begin = 0; begin < rowCount(); begin += Part.BLOCK_ROWS) {
      int rows = Math.min(Part.BLOCK_ROWS, rowCount() - begin);
      block.count = 0;
      while (cursor.next(begin + rows)) {
        for (int i = 0; i < cursor.count; i++) {
          int scope = (int) columns[cursor.source].get(cursor.firstRow + i);
          block.add(block.count, scopes.scope(cursor.source, scope));
        }
      }
      writer.numbers(block, rows);
    }
    return writer;
  }

  static ColumnWriter writeResources(ScopeMerge scopes, SegmentOutput output) throws IOException {
    ColumnWriter writer =
        new ColumnWriter(output, SegmentFormat.NUMBERS, PartTable.SCOPE.ordinal(), true);
    BlockValues block = new BlockValues();
    int count = scopes.scopes().rowCount();
    for (int begin = 0; begin < count; begin += Part.BLOCK_ROWS) {
      int rows = Math.min(Part.BLOCK_ROWS, count - begin);
      block.count = 0;
      for (int i = 0; i < rows; i++) {
        block.add(i, scopes.resourceOfScope(begin + i));
      }
      writer.numbers(block, rows);
    }
    return writer;
  }

  static ColumnWriter writeTraces(TraceTable traces, TraceColumn column, SegmentOutput output)
      throws IOException {
    ColumnWriter writer = new ColumnWriter(output, SegmentFormat.NUMBERS, TRACE_TABLE, true);
    BlockValues block = new BlockValues();
    for (int begin = 0; begin < traces.count; begin += Part.BLOCK_ROWS) {
      int rows = Math.min(Part.BLOCK_ROWS, traces.count - begin);
      block.count = 0;
      for (int i = 0; i < rows; i++) {
        block.add(i, traces.get(column, begin + i));
      }
      writer.numbers(block, rows);
    }
    return writer;
  }

  static long writeTraceIndex(TraceTable traces, SegmentOutput output) throws IOException {
    ByteOutput body = output.body();
    TraceHashIndex.write(traces.idHigh, traces.idLow, traces.count, body);
    return output.frames().frame(body);
  }

  private ColumnWriter spanColumn() {
    return new ColumnWriter(output, SegmentFormat.NUMBERS, PartTable.SPAN.ordinal(), false);
  }

  private int rowCount() {
    return order.runs().rowCount();
  }
}
