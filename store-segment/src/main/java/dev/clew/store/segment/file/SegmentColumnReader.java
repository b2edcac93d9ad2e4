// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;

/** Reads a column of a segment as it is on disk. */
final class SegmentColumnReader implements ColumnReader {

  private final Chunk chunk;

  SegmentColumnReader(StoredColumn column) {
    chunk = new Chunk(column);
  }

  @Override
  public void read(int block, ColumnBlock target) {
    chunk.open(block);
    target.count = chunk.count();
    chunk.rows(block * Part.BLOCK_ROWS, target.rows);
    chunk.values(target.values);
    target.dictionary = chunk.dictionary();
  }
}
