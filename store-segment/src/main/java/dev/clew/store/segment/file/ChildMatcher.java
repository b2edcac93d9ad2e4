// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/** Matches spans that have an event, or a link, that matches. */
final class ChildMatcher implements BlockMatcher {

  private final PartChildren children;
  private final BlockMatcher matcher; // on rows of events or links
  private final long[] childBits = new long[Part.BLOCK_WORDS];

  ChildMatcher(PartChildren children, BlockMatcher matcher) {
    this.children = children;
    this.matcher = matcher;
  }

  @Override
  public boolean mayMatch(int block) {
    int[] begins = children.begins(block);
    int end = begins[Part.BLOCK_ROWS];
    for (int child = begins[0]; child < end; child = nextBlock(child)) {
      if (matcher.mayMatch(child / Part.BLOCK_ROWS)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void match(int block, long[] bits) {
    int[] begins = children.begins(block);
    int end = begins[Part.BLOCK_ROWS];
    for (int child = begins[0]; child < end; child = nextBlock(child)) {
      int childBlock = child / Part.BLOCK_ROWS;
      if (matcher.mayMatch(childBlock)) {
        Arrays.fill(childBits, 0);
        matcher.match(childBlock, childBits);
        spread(childBlock, begins, child, Math.min(end, nextBlock(child)), bits);
      }
    }
  }

  private void spread(int childBlock, int[] begins, int from, int to, long[] bits) {
    int base = childBlock * Part.BLOCK_ROWS;
    int span = 0;
    for (int i = 0; i < Part.BLOCK_WORDS; i++) {
      for (long word = childBits[i]; word != 0; word &= word - 1) {
        int child = base + (i << 6) + Long.numberOfTrailingZeros(word);
        if (child >= from && child < to) {
          while (begins[span + 1] <= child) {
            span++;
          }
          bits[span >>> 6] |= 1L << span;
        }
      }
    }
  }

  private static int nextBlock(int row) {
    return (row / Part.BLOCK_ROWS + 1) * Part.BLOCK_ROWS;
  }
}
