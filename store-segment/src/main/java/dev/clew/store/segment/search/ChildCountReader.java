// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValueReader;

/** {@link ChildCounts} as a field; the code of a count is the count. */
final class ChildCountReader implements ValueReader {

  private final Part part;
  private final ChildCounts counts;
  private final int[] childCounts = new int[Part.BLOCK_ROWS];

  ChildCountReader(Part part) {
    this.part = part;
    this.counts = new ChildCounts(part);
  }

  @Override
  public void codes(int block, int[] target) {
    counts.read(block, target);
  }

  @Override
  public AttributeValue value(int code) {
    return new AttributeValue.IntValue(code);
  }

  @Override
  public void numbers(int block, double[] target) {
    counts.read(block, childCounts);
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      target[i] = childCounts[i];
    }
  }
}
