// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The id of each span's parent, block by block. Threads: one at a time. */
final class ParentIds {

  private final SegmentPart part;
  private final @Nullable Chunk ids; // to look up parents
  private final long[] parents = new long[Part.BLOCK_ROWS];
  private final int[] parentRows = new int[Part.BLOCK_ROWS];

  ParentIds(SegmentPart part) {
    this.part = part;
    StoredColumn column = part.file().column(Fixed.SPAN_ID);
    ids = column == null ? null : new Chunk(column);
  }

  void open(int block) {
    dense(part.file().column(Fixed.SPAN_REMOTE_PARENT_ID), block, parents);
    part.parentRows(block, parentRows);
    for (int i = 0; i < part.blockRows(block); i++) {
      int row = parentRows[i];
      if (row >= 0 && ids != null) {
        int rank = ids.open(row / Part.BLOCK_ROWS).rank(row % Part.BLOCK_ROWS);
        parents[i] = rank < 0 ? 0 : ids.value(rank);
      }
    }
  }

  /** The parent's id of a row of the block, or zero. */
  long get(int index) {
    return parents[index];
  }

  /** The values of a block by row, zero where there is none. */
  static void dense(@Nullable StoredColumn column, int block, long[] target) {
    Arrays.fill(target, 0);
    if (column == null) {
      return;
    }
    Chunk chunk = new Chunk(column).open(block);
    long[] values = new long[Part.BLOCK_ROWS];
    int[] rows = new int[Part.BLOCK_ROWS];
    chunk.values(values);
    chunk.rows(0, rows);
    for (int i = 0; i < chunk.count(); i++) {
      target[rows[i]] = values[i];
    }
  }
}
