// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Random access to span and parent ids of a part; the blocks last used are kept. Confined to one
 * thread.
 */
public final class SpanIds {

  private static final int BLOCKS_KEPT_MAX = 64;

  private final Part part;
  private final ColumnReader idColumn;
  private final ColumnReader remoteParentColumn;
  private final boolean hasRemoteParents;
  private final ColumnBlock values = new ColumnBlock();
  private final int[] parents = new int[Part.BLOCK_ROWS];
  private final Map<Integer, long[]> idBlocks = new HashMap<>();
  private final Map<Integer, long[]> parentIdBlocks = new HashMap<>();

  /** The ids of the spans of a part. */
  public SpanIds(Part part) {
    this.part = part;
    this.idColumn = part.column(ColumnKey.Fixed.SPAN_ID);
    this.hasRemoteParents = part.columns().contains(ColumnKey.Fixed.SPAN_REMOTE_PARENT_ID);
    this.remoteParentColumn =
        hasRemoteParents ? part.column(ColumnKey.Fixed.SPAN_REMOTE_PARENT_ID) : idColumn;
  }

  /** The id of a span. */
  public long id(int row) {
    return ids(row / Part.BLOCK_ROWS)[row % Part.BLOCK_ROWS];
  }

  /** The id of its parent; zero for a root. */
  public long parentId(int row) {
    int block = row / Part.BLOCK_ROWS;
    long[] ids = parentIdBlocks.get(block);
    if (ids == null) {
      ids = readParentIds(block);
      keep(parentIdBlocks, block, ids);
    }
    return ids[row % Part.BLOCK_ROWS];
  }

  private long[] ids(int block) {
    long[] ids = idBlocks.get(block);
    if (ids == null) {
      ids = read(idColumn, block);
      keep(idBlocks, block, ids);
    }
    return ids;
  }

  private long[] readParentIds(int block) {
    long[] ids = hasRemoteParents ? read(remoteParentColumn, block) : new long[Part.BLOCK_ROWS];
    part.parentRows(block, parents);
    int[] rows = Arrays.copyOf(parents, part.blockRows(block));
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0) {
        ids[i] = id(rows[i]);
      }
    }
    return ids;
  }

  private long[] read(ColumnReader column, int block) {
    column.read(block, values);
    long[] read = new long[Part.BLOCK_ROWS];
    for (int i = 0; i < values.count; i++) {
      read[values.rows[i] % Part.BLOCK_ROWS] = values.values[i];
    }
    return read;
  }

  private static void keep(Map<Integer, long[]> blocks, int block, long[] ids) {
    if (blocks.size() == BLOCKS_KEPT_MAX) {
      blocks.clear();
    }
    blocks.put(block, ids);
  }
}
