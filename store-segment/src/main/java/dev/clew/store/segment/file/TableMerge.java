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
  private final @Nullable ScatteredRows scattered;

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
    this.scattered = scattered(sources, table, runs);
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
        ? writeByteStrings(key, readers)
        : writeNumbers(key, readers);
  }

  /** Opens a column in each source. */
  interface Readers {
    /** A reader of the column in a source; null if the source does not have it. */
    @Nullable ColumnReader open(int source);

    /** The column of a source in the order of the merge. */
    SourceColumn column(int source);
  }

  private ColumnWriter writeNumbers(ColumnKey key, Readers readers) throws IOException {
    ColumnWriter writer = new ColumnWriter(output, form(key), table.ordinal(), false);
    OrderedValues values = values(key, readers);
    for (int i = 0; i < blockCount(); i++) {
      values.next(block);
      writer.numbers(block, blockRows(i));
    }
    return writer;
  }

  private ColumnWriter writeByteStrings(ColumnKey key, Readers readers) throws IOException {
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
      writeBlocks(values(key, readers), writer, new ValueCoder.Local(local));
      return writer;
    }
    int[] sorted = values.sorted();
    ByteOutput body = output.body();
    DictionaryWriter.write(values, sorted, body);
    ColumnWriter writer = new ColumnWriter(output, SegmentFormat.CODES, table.ordinal(), false);
    writer.dictionary(output.frames().frame(body));
    writeBlocks(values(key, readers), writer, new ValueCoder.Wide(values, sorted));
    return writer;
  }

  private void writeBlocks(OrderedValues values, ColumnWriter writer, ValueCoder coder)
      throws IOException {
    for (int i = 0; i < blockCount(); i++) {
      if (coder instanceof ValueCoder.Local blockCoder) {
        blockCoder.nextBlock();
        values.next(block, coder);
        writer.strings(block, local, blockRows(i));
      } else {
        values.next(block, coder);
        writer.numbers(block, blockRows(i));
      }
    }
  }

  /** Overflow has a dictionary per block, and what is scattered only one. */
  private OrderedValues values(ColumnKey key, Readers readers) {
    if (scattered != null && !(key instanceof ColumnKey.Overflow)) {
      return scattered.values(readers.open(0));
    }
    SourceColumn[] columns = new SourceColumn[sources.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = readers.column(i);
    }
    return new RunValues(runs, columns);
  }

  /** For a source in which traces lie scattered; null if rows are better fetched by runs. */
  private static @Nullable ScatteredRows scattered(
      List<MergeSource> sources, PartTable table, RowRuns runs) {
    if (table != PartTable.SPAN || sources.size() != 1) {
      return null;
    }
    MergeSource source = sources.getFirst();
    int rows = source.part().rowCount();
    return source.part().traces().isOrderedByStart() || rows > ScatteredRows.ROWS_MAX
        ? null
        : new ScatteredRows(runs, rows, source.blockCount(table));
  }
}
