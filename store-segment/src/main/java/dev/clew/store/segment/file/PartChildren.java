// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.NumberList;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;

/** Which events, or which links, each span has. Threads: one at a time. */
final class PartChildren {

  static final Kind EVENTS = new Kind(Fixed.SPAN_EVENT_COUNT, PartTable.EVENT);
  static final Kind LINKS = new Kind(Fixed.SPAN_LINK_COUNT, PartTable.LINK);

  private final NumberList blockBegins;
  private final int childCount;
  private final int spanCount;
  private final Chunk counts;
  private final long[] values = new long[Part.BLOCK_ROWS];
  private final int[] rows = new int[Part.BLOCK_ROWS];
  private final int[] begins = new int[Part.BLOCK_ROWS + 1];
  private int block = -1;

  /** Events or links. */
  record Kind(Fixed countKey, PartTable table) {}

  PartChildren(StoredColumn counts, NumberList blockBegins, int childCount, int spanCount) {
    this.counts = new Chunk(counts);
    this.blockBegins = blockBegins;
    this.childCount = childCount;
    this.spanCount = spanCount;
  }

  /** The first child of a span, which is one past the last of the span before. */
  int begin(int row) {
    if (row == spanCount) {
      return childCount;
    }
    return begins(row / Part.BLOCK_ROWS)[row % Part.BLOCK_ROWS];
  }

  /** The first child of each span of a block, and behind them one past the last of all. */
  int[] begins(int wanted) {
    if (block == wanted) {
      return begins;
    }
    block = wanted;
    counts.open(wanted).values(values);
    counts.rows(0, rows);
    int begin = (int) blockBegins.get(wanted);
    int row = 0;
    for (int i = 0; i < counts.count(); i++) {
      for (; row <= rows[i]; row++) {
        begins[row] = begin;
      }
      begin += (int) values[i];
    }
    for (; row <= Part.BLOCK_ROWS; row++) {
      begins[row] = begin;
    }
    return begins;
  }
}
