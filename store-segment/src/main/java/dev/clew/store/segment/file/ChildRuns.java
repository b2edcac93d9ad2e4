// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.LongValues;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import java.util.List;

/**
 * The events or links in the order of the spans that own them: where each comes from, and which is
 * the first of each block of spans.
 */
final class ChildRuns {

  private final RowRuns runs = new RowRuns();
  private final LongValues blockBegins = new LongValues();

  /** Follows the order of spans; {@code countKey} tells how many children each has. */
  static ChildRuns of(List<MergeSource> sources, RowRuns spans, Fixed countKey) {
    ChildRuns children = new ChildRuns();
    Source[] columns = sources.stream().map(s -> new Source(s, countKey)).toArray(Source[]::new);
    RowRuns.Cursor cursor = spans.cursor();
    for (int begin = 0; begin < spans.rowCount(); begin += Part.BLOCK_ROWS) {
      children.blockBegins.add(children.runs.rowCount());
      int end = Math.min(spans.rowCount(), begin + Part.BLOCK_ROWS);
      while (cursor.next(end)) {
        columns[cursor.source].add(cursor, children.runs);
      }
    }
    return children;
  }

  RowRuns runs() {
    return runs;
  }

  /** The first child of each block of spans. */
  LongValues blockBegins() {
    return blockBegins;
  }

  /** The children of the spans of one source. */
  private static final class Source {
    private final SourceColumn counts;
    private final int[] blockBegins; // first child of each block of spans
    private final int[] begins = new int[Part.BLOCK_ROWS + 1]; // of each span of one block
    private int block = -1;

    Source(MergeSource source, Fixed countKey) {
      counts = source.open(countKey);
      blockBegins = new int[source.part().blockCount() + 1];
      ColumnReader reader = source.reader(countKey);
      ColumnBlock values = new ColumnBlock();
      for (int i = 0; reader != null && i < blockBegins.length - 1; i++) {
        reader.read(i, values);
        long sum = blockBegins[i];
        for (int j = 0; j < values.count; j++) {
          sum += values.values[j];
        }
        blockBegins[i + 1] = Math.toIntExact(sum);
      }
    }

    void add(RowRuns.Cursor spans, RowRuns target) {
      if (blockBegins[blockBegins.length - 1] == 0) {
        return;
      }
      int row = spans.firstRow;
      for (int left = spans.count; left > 0; ) {
        int count = Math.min(left, SourceColumn.rowsInBlock(row));
        load(row / Part.BLOCK_ROWS);
        int first = begins[row % Part.BLOCK_ROWS];
        target.add(spans.source, first, begins[row % Part.BLOCK_ROWS + count] - first);
        row += count;
        left -= count;
      }
    }

    private void load(int wanted) {
      if (block == wanted) {
        return;
      }
      block = wanted;
      begins[0] = blockBegins[wanted];
      int firstRow = wanted * Part.BLOCK_ROWS;
      for (int i = 0; i < Part.BLOCK_ROWS; i++) {
        begins[i + 1] = begins[i] + (int) counts.get(firstRow + i);
      }
    }
  }
}
