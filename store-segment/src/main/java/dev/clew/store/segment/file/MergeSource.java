// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part that is rewritten, and which of its spans are left out.
 *
 * <p>Threads: one at a time.
 */
public final class MergeSource {

  private static final int BLOCKS_CACHED_ORDERED = 16;
  private static final int BLOCKS_CACHED_UNORDERED = 256;

  private final Part part;
  private final BitSet dropped;
  private final Set<ColumnKey> columns;

  /** All spans of a part. */
  public MergeSource(Part part) {
    this(part, new BitSet());
  }

  /**
   * The spans of a part but some.
   *
   * @param dropped the rows of those left out
   */
  public MergeSource(Part part, BitSet dropped) {
    this.part = part;
    this.dropped = dropped;
    this.columns = new HashSet<>(part.columns());
  }

  Part part() {
    return part;
  }

  boolean isDropped(int row) {
    return dropped.get(row);
  }

  boolean hasDropped() {
    return !dropped.isEmpty();
  }

  /** Whether none of these rows is left out. */
  boolean keepsAll(int firstRow, int count) {
    int next = dropped.nextSetBit(firstRow);
    return next < 0 || next >= firstRow + count;
  }

  boolean has(ColumnKey key) {
    return columns.contains(key);
  }

  @Nullable ColumnReader reader(ColumnKey key) {
    return has(key) ? part.column(key) : null;
  }

  int blockCount(PartTable table) {
    return (part.rowCount(table) + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
  }

  /** Gives back the memory that reading has taken so far. */
  void unload() {
    part.unload();
  }

  /** A column to be read in the order of the merge. */
  SourceColumn open(ColumnKey key) {
    int blocks = Math.max(1, blockCount(key.table()));
    int cached = part.traces().isOrderedByStart() ? BLOCKS_CACHED_ORDERED : BLOCKS_CACHED_UNORDERED;
    return new SourceColumn(reader(key), Math.min(blocks, cached));
  }
}
