// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.Places.Place;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The spans of a trace in one place, in order of start, then row.
 *
 * <p>Memory: 21 bytes per span.
 */
final class PlaceCursor implements Comparable<PlaceCursor> {

  private final Part part;
  private final int number;
  private final int[] rows;
  private final long[] starts;
  private final long[] ids;
  private final byte[] kinds;
  private int at;

  private PlaceCursor(Part part, int number, int[] rows) {
    this.part = part;
    this.number = number;
    this.rows = rows;
    this.starts = new long[rows.length];
    this.ids = new long[rows.length];
    this.kinds = new byte[rows.length];
  }

  /**
   * Reads where the spans are and what identifies them.
   *
   * @param number tells cursors apart, and breaks ties
   */
  static PlaceCursor open(Place place, int number, Budget budget) {
    Part part = place.part();
    PlaceCursor cursor = new PlaceCursor(part, number, part.traces().rows(place.trace()));
    cursor.read(budget);
    return cursor.isSorted() ? cursor : cursor.sorted();
  }

  /** The part that is read. */
  Part part() {
    return part;
  }

  /** What tells it apart. */
  int number() {
    return number;
  }

  /** The row of the current span. */
  int row() {
    return rows[at];
  }

  /** The start of the current span. */
  long startNanos() {
    return starts[at];
  }

  /** What identifies the current span within its trace. */
  SpanIdentity identity() {
    return new SpanIdentity(ids[at], starts[at], kinds[at]);
  }

  /** Goes to the next span; false if there is none. */
  boolean advance() {
    return ++at < rows.length;
  }

  @Override
  public int compareTo(PlaceCursor other) {
    int order = Long.compare(startNanos(), other.startNanos());
    return order != 0 ? order : Integer.compare(number, other.number);
  }

  private void read(Budget budget) {
    ColumnReader idColumn = part.column(ColumnKey.Fixed.SPAN_ID);
    ColumnReader kindColumn = part.column(ColumnKey.Fixed.SPAN_KIND);
    ColumnBlock idBlock = new ColumnBlock();
    ColumnBlock kindBlock = new ColumnBlock();
    long[] blockStarts = new long[Part.BLOCK_ROWS];
    int loaded = -1;
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      int block = row / Part.BLOCK_ROWS;
      if (block != loaded) {
        budget.spendOrThrow(part.blockRows(block), 3);
        part.startNanos(block, blockStarts);
        idColumn.read(block, idBlock);
        kindColumn.read(block, kindBlock);
        loaded = block;
      }
      starts[i] = blockStarts[row % Part.BLOCK_ROWS];
      ids[i] = value(idBlock, row);
      kinds[i] = (byte) value(kindBlock, row);
    }
  }

  private boolean isSorted() {
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] < starts[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private PlaceCursor sorted() {
    Integer[] order = new Integer[rows.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> starts[i])); // stable, and rows ascend
    PlaceCursor sorted = new PlaceCursor(part, number, new int[rows.length]);
    for (int i = 0; i < order.length; i++) {
      int from = order[i];
      sorted.rows[i] = rows[from];
      sorted.starts[i] = starts[from];
      sorted.ids[i] = ids[from];
      sorted.kinds[i] = kinds[from];
    }
    return sorted;
  }

  private static long value(ColumnBlock block, int row) {
    int at = Arrays.binarySearch(block.rows, 0, block.count, row);
    return at < 0 ? 0 : block.values[at];
  }
}
