// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.store.segment.part.ByteStrings;
import dev.clew.store.segment.part.ColumnBlock;
import dev.clew.store.segment.part.ColumnKey.Fixed;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;

/** Reads one column of entries. */
record EntryColumnReader(SortedEntries entries, int column, ByteStrings dictionary)
    implements ColumnReader {

  @Override
  public void read(int block, ColumnBlock target) {
    int rowEnd = (block + 1) * Part.BLOCK_ROWS;
    boolean isRange =
        column == Fixed.SPAN_EVENT_COUNT.ordinal() || column == Fixed.SPAN_LINK_COUNT.ordinal();
    target.count = 0;
    target.dictionary = dictionary;
    for (int entry = entries.begin(column, block), end = entries.end(column);
        entry < end && entries.row(entry) < rowEnd;
        entry++) {
      long value = entries.value(entry);
      target.rows[target.count] = entries.row(entry);
      target.values[target.count++] = isRange ? (int) value : value; // the count is the low word
    }
  }
}
