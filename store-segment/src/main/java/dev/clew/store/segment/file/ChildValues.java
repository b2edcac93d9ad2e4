// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.Part;
import java.util.Arrays;
import java.util.List;

/** The value of the first event, or link, of a span that has one. */
final class ChildValues extends ValueSource {

  private final PartChildren children;
  private final List<ValueSource> ofChild;
  private final int[] codes = new int[Part.BLOCK_ROWS];
  private int childBlock = -1;

  ChildValues(PartChildren children, List<ValueSource> ofChild) {
    this.children = children;
    this.ofChild = ofChild;
  }

  @Override
  void codes(int block, int[] target) {
    int[] begins = children.begins(block);
    for (int row = 0; row < Part.BLOCK_ROWS; row++) {
      for (int child = begins[row]; child < begins[row + 1] && target[row] < 0; child++) {
        load(child / Part.BLOCK_ROWS);
        target[row] = codes[child % Part.BLOCK_ROWS];
      }
    }
  }

  private void load(int block) {
    if (childBlock != block) {
      childBlock = block;
      Arrays.fill(codes, ABSENT);
      ofChild.forEach(source -> source.codes(block, codes));
    }
  }
}
