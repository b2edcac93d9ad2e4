// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.model.ValueType;
import dev.clew.store.segment.encoding.ByteInterner;
import dev.clew.store.segment.encoding.ByteOutput;
import dev.clew.store.segment.encoding.DictionaryWriter;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the columns of one table, column by column, from all sources. */
final class TableMerge {

  private final List<MergeSource> sources;
  private final PartTable table;
  private final RowRuns runs;
  private final SegmentOutput output;
  private final LocalValues local;
  private final BlockValues block = new BlockValues();
  private final @Nullable BitSet[] kept; // null: all

  TableMerge(
      List<MergeSource> sources,
      PartTable table,
      RowRuns runs,
      SegmentOutput output,
      SegmentConfig config) {
    this.sources = sources;
    this.table = table;
    this.runs = runs;
    this.output = output;
    this.local = new LocalValues(output, config.valueBytesMax());
    this.kept = new BitSet[sources.size()];
    boolean isPartial = table == PartTable.RESOURCE || table == PartTable.SCOPE;
    for (int i = 0; i < kept.length; i++) {
      if (isPartial || sources.get(i).hasDropped()) {
        kept[i] = runs.rowsOf(i);
      }
    }
  }

  int rowCount() {
    return runs.rowCount();
  }

  int blockCount() {
    return (runs.rowCount() + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
  }

  int blockRows(int index) {
    return Math.min(Part.BLOCK_ROWS, runs.rowCount() - index * Part.BLOCK_ROWS);
  }

  /** Which form a column has on disk if its values do not suit a dictionary. */
  static int form(ColumnKey key) {
    return switch (key) {
      case ColumnKey.Fixed fixed -> fixed.isBytes() ? SegmentFormat.STRINGS : SegmentFormat.NUMBERS;
      case ColumnKey.Attribute(_, _, ValueType type) ->
          type.isReference()
              ? SegmentFormat.STRINGS
              : type == ValueType.DOUBLE ? SegmentFormat.DOUBLES : SegmentFormat.NUMBERS;
      case ColumnKey.Overflow _ -> SegmentFormat.STRINGS;
    };
  }

  /** Writes a column as it is. */
  ColumnWriter write(ColumnKey key, Readers readers) throws IOException {
    return form(key) == SegmentFormat.STRINGS
        ? writeByteStrings(readers)
        : writeNumbers(form(key), readers);
  }

  /** Opens a column in each source. */
  interface Readers {
    /** A reader of the column in a source; null if the source does not have it. */
    @Nullable ColumnReader open(int source);

    /** The column of a source in the order of the merge. */
    SourceColumn column(int source);
  }

  private ColumnWriter writeNumbers(int form, Readers readers) throws IOException {
    ColumnWriter writer = new ColumnWriter(output, form, table.ordinal(), false);
    SourceColumn[] columns = columns(readers);
    RowRuns.Cursor cursor = runs.cursor();
    for (int i = 0; i < blockCount(); i++) {
      int begin = i * Part.BLOCK_ROWS;
      block.count = 0;
      while (cursor.next(begin + blockRows(i))) {
        SourceColumn column = columns[cursor.source];
        if (!column.isEmpty()) {
          gather(column, cursor, begin);
        }
      }
      writer.numbers(block, blockRows(i));
    }
    return writer;
  }

  private void gather(SourceColumn column, RowRuns.Cursor cursor, int begin) {
    int row = cursor.firstRow;
    int target = cursor.targetRow() - begin;
    for (int left = cursor.count; left > 0; ) {
      int count = Math.min(left, SourceColumn.rowsInBlock(row));
      column.gather(row, count, target, block);
      row += count;
      target += count;
      left -= count;
    }
  }

  private ColumnWriter writeByteStrings(Readers readers) throws IOException {
    DictionaryBuilder builder = new DictionaryBuilder();
    for (int i = 0; i < sources.size(); i++) {
      ColumnReader reader = readers.open(i);
      if (reader != null) {
        builder.add(reader, sources.get(i).blockCount(table), kept[i]);
      }
    }
    ByteInterner values = builder.values();
    if (values == null) {
      ColumnWriter writer = new ColumnWriter(output, SegmentFormat.STRINGS, table.ordinal(), false);
      writeBlocks(readers, writer, new ValueCoder.Local(local));
      return writer;
    }
    int[] sorted = values.sorted();
    ByteOutput body = output.body();
    DictionaryWriter.write(values, sorted, body);
    ColumnWriter writer = new ColumnWriter(output, SegmentFormat.CODES, table.ordinal(), false);
    writer.dictionary(output.frames().frame(body));
    writeBlocks(readers, writer, new ValueCoder.Wide(values, sorted));
    return writer;
  }

  private void writeBlocks(Readers readers, ColumnWriter writer, ValueCoder coder)
      throws IOException {
    SourceColumn[] columns = columns(readers);
    ByteStringSource[] translated = new ByteStringSource[columns.length];
    for (int i = 0; i < columns.length; i++) {
      translated[i] = new ByteStringSource(columns[i]);
    }
    RowRuns.Cursor cursor = runs.cursor();
    for (int i = 0; i < blockCount(); i++) {
      int begin = i * Part.BLOCK_ROWS;
      block.count = 0;
      if (coder instanceof ValueCoder.Local blockCoder) {
        blockCoder.nextBlock();
      }
      while (cursor.next(begin + blockRows(i))) {
        if (!columns[cursor.source].isEmpty()) {
          gather(translated[cursor.source], cursor, begin, coder);
        }
      }
      if (coder instanceof ValueCoder.Local) {
        writer.strings(block, local, blockRows(i));
      } else {
        writer.numbers(block, blockRows(i));
      }
    }
  }

  private void gather(ByteStringSource column, RowRuns.Cursor cursor, int begin, ValueCoder coder)
      throws IOException {
    int row = cursor.firstRow;
    int target = cursor.targetRow() - begin;
    for (int left = cursor.count; left > 0; ) {
      int count = Math.min(left, SourceColumn.rowsInBlock(row));
      column.gather(row, count, target, block, coder);
      row += count;
      target += count;
      left -= count;
    }
  }

  private SourceColumn[] columns(Readers readers) {
    SourceColumn[] columns = new SourceColumn[sources.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = readers.column(i);
    }
    return columns;
  }
}
