// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.ValueType;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValuePredicate;

/** Spans by their {@link ChildCounts}. */
final class ChildCountMatcher implements BlockMatcher {

  private final Part part;
  private final ValuePredicate predicate;
  private final ChildCounts counts;
  private final int[] childCounts = new int[Part.BLOCK_ROWS];

  ChildCountMatcher(Part part, ValuePredicate predicate) {
    this.part = part;
    this.predicate = predicate;
    this.counts = new ChildCounts(part);
  }

  @Override
  public boolean mayMatch(int block) {
    return predicate.mayMatch(ValueType.INT);
  }

  @Override
  public void match(int block, long[] bits) {
    counts.read(block, childCounts);
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      if (predicate.test(ValueType.INT, childCounts[i])) {
        bits[i >> 6] |= 1L << i;
      }
    }
  }
}
