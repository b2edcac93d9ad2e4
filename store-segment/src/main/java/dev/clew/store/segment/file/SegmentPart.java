// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.query.Field;
import dev.clew.store.segment.disk.Disk;
import dev.clew.store.segment.encoding.Zstd;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.part.ValuePredicate;
import dev.clew.store.segment.part.ValueReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A segment file as a part of the store. Closing it ends the mapping: nobody may read it then. */
public final class SegmentPart implements Part, AutoCloseable {

  private final SegmentFile file;
  private final SegmentTraces traces;

  private SegmentPart(SegmentFile file) {
    this.file = file;
    this.traces = new SegmentTraces(file);
  }

  /**
   * Opens a segment.
   *
   * @throws CorruptSegmentException if the file is not a whole segment
   * @throws dev.clew.store.StoreException if the disk fails
   */
  public static SegmentPart open(Disk disk, Path path, Zstd zstd) {
    SegmentFile file = SegmentFile.open(disk, path, zstd);
    try {
      return new SegmentPart(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  SegmentFile file() {
    return file;
  }

  /** The file's name. */
  public Path path() {
    return file.frames().path();
  }

  /** The file's size. */
  public long bytes() {
    return file.frames().size();
  }

  @Override
  public int rowCount() {
    return file.rowCount(PartTable.SPAN);
  }

  @Override
  public long startNanosMin(int block) {
    return starts().min(block);
  }

  @Override
  public long startNanosMax(int block) {
    return starts().max(block);
  }

  @Override
  public SegmentTraces traces() {
    return traces;
  }

  @Override
  public int traceOrdinal(int row) {
    return traces.ofRow(row);
  }

  @Override
  public void traceOrdinals(int block, int[] target) {
    traces.ofBlock(block, blockRows(block), target);
  }

  @Override
  public void startNanos(int block, long[] target) {
    long[] starts = new SpanStarts(traces, starts()).block(block);
    System.arraycopy(starts, 0, target, 0, blockRows(block));
  }

  @Override
  public void parentRows(int block, int[] target) {
    long[] distances = new long[BLOCK_ROWS];
    ParentIds.dense(file.column(Fixed.SPAN_PARENT_ROW), block, distances);
    int begin = block * BLOCK_ROWS;
    for (int i = 0; i < blockRows(block); i++) {
      target[i] = distances[i] == 0 ? -1 : begin + i - (int) distances[i];
    }
  }

  @Override
  public BlockMatcher matcher(Field field, ValuePredicate predicate) {
    return new FieldMatchers(file, new IdMatchers(this), predicate).matcher(field);
  }

  @Override
  public ValueReader values(Field field) {
    return FieldValues.of(this, field);
  }

  @Override
  public void copy(int[] rows, Projection wanted, SpanBatchBuilder target) {
    if (rows.length > 0) {
      CopyJob job = new CopyJob(file, wanted, target);
      new SpanCopy(job, traces, new SpanStarts(traces, starts()), rows).copy();
    }
  }

  @Override
  public List<ColumnKey> columns() {
    List<ColumnKey> keys = new ArrayList<>(file.columns().keySet());
    if (rowCount() > 0) {
      keys.add(Fixed.SPAN_TRACE);
    }
    return keys;
  }

  @Override
  public int rowCount(PartTable table) {
    return file.rowCount(table);
  }

  @Override
  public ColumnReader column(ColumnKey key) {
    if (key == Fixed.SPAN_TRACE) {
      int[] ordinals = new int[BLOCK_ROWS];
      return (block, target) -> {
        traceOrdinals(block, ordinals);
        fill(block, ordinals, target);
      };
    }
    if (key == Fixed.SPAN_PARENT_ROW) {
      int[] parents = new int[BLOCK_ROWS];
      return (block, target) -> {
        parentRows(block, parents);
        fill(block, parents, target);
      };
    }
    StoredColumn column = file.column(key);
    if (column == null) {
      throw new IllegalArgumentException("column: " + key + " (expected: one of columns())");
    }
    if (key == Fixed.SPAN_START) {
      SpanStarts starts = new SpanStarts(traces, column);
      return (block, target) -> fill(block, starts.block(block), target);
    }
    return new SegmentColumnReader(column);
  }

  @Override
  public void unload() {
    file.unload();
  }

  @Override
  public void close() {
    file.close();
  }

  private void fill(int block, int[] values, ColumnBlock target) {
    fillRows(block, target);
    for (int i = 0; i < target.count; i++) {
      target.values[i] = values[i];
    }
  }

  private void fill(int block, long[] values, ColumnBlock target) {
    fillRows(block, target);
    System.arraycopy(values, 0, target.values, 0, target.count);
  }

  private void fillRows(int block, ColumnBlock target) {
    target.count = blockRows(block);
    target.dictionary = ByteStrings.NONE;
    for (int i = 0; i < target.count; i++) {
      target.rows[i] = block * BLOCK_ROWS + i;
    }
  }

  private StoredColumn starts() {
    StoredColumn column = file.column(Fixed.SPAN_START);
    if (column == null) {
      throw new IllegalArgumentException("block of a segment without spans");
    }
    return column;
  }
}
