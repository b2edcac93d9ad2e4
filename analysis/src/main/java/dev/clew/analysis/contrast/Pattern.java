// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.contrast;

import java.util.BitSet;
import java.util.List;

/**
 * Items that hold together.
 *
 * @param searched the searched rows that meet all of them
 * @param gain how well they separate positive rows from the others: the likelihood ratio G²
 */
record Pattern(List<Item> items, BitSet searched, double gain) {

  Pattern {
    items = List.copyOf(items);
  }

  /** All rows that meet all items. */
  BitSet rows(int rowCount) {
    BitSet rows = new BitSet(rowCount);
    rows.set(0, rowCount);
    for (Item item : items) {
      rows.and(item.rows());
    }
    return rows;
  }
}
