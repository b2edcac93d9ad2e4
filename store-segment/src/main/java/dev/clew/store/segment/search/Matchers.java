// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;
import java.util.List;

/** Block matchers made of other block matchers, and the one for time. */
final class Matchers {

  private Matchers() {}

  /** Sets the bits of all rows of a block. */
  static void fill(Part part, int block, long[] bits) {
    int rows = part.blockRows(block);
    Arrays.fill(bits, 0, rows >> 6, -1L);
    if ((rows & 63) != 0) {
      bits[rows >> 6] |= (1L << rows) - 1;
    }
  }

  /** Spans that every one matches; of none: every span. */
  static final class All implements BlockMatcher {
    private final Part part;
    private final List<BlockMatcher> matchers;
    private final long[] one = new long[Part.BLOCK_WORDS];
    private final long[] all = new long[Part.BLOCK_WORDS];

    All(Part part, List<BlockMatcher> matchers) {
      this.part = part;
      this.matchers = matchers;
    }

    @Override
    public boolean mayMatch(int block) {
      for (BlockMatcher matcher : matchers) {
        if (!matcher.mayMatch(block)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void match(int block, long[] bits) {
      Arrays.fill(all, 0);
      fill(part, block, all);
      for (BlockMatcher matcher : matchers) {
        Arrays.fill(one, 0);
        matcher.match(block, one);
        long rest = 0;
        for (int i = 0; i < all.length; i++) {
          all[i] &= one[i];
          rest |= all[i];
        }
        if (rest == 0) {
          return;
        }
      }
      for (int i = 0; i < all.length; i++) {
        bits[i] |= all[i];
      }
    }
  }

  /** Spans that one of them matches; of none: no span. */
  static final class Any implements BlockMatcher {
    private final List<BlockMatcher> matchers;

    Any(List<BlockMatcher> matchers) {
      this.matchers = matchers;
    }

    @Override
    public boolean mayMatch(int block) {
      for (BlockMatcher matcher : matchers) {
        if (matcher.mayMatch(block)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void match(int block, long[] bits) {
      for (BlockMatcher matcher : matchers) {
        if (matcher.mayMatch(block)) {
          matcher.match(block, bits);
        }
      }
    }
  }

  /** Spans that another one does not match. */
  static final class None implements BlockMatcher {
    private final Part part;
    private final BlockMatcher matcher;
    private final long[] matched = new long[Part.BLOCK_WORDS];
    private final long[] all = new long[Part.BLOCK_WORDS];

    None(Part part, BlockMatcher matcher) {
      this.part = part;
      this.matcher = matcher;
    }

    @Override
    public boolean mayMatch(int block) {
      return true;
    }

    @Override
    public void match(int block, long[] bits) {
      Arrays.fill(matched, 0);
      if (matcher.mayMatch(block)) {
        matcher.match(block, matched);
      }
      Arrays.fill(all, 0);
      fill(part, block, all);
      for (int i = 0; i < all.length; i++) {
        bits[i] |= all[i] & ~matched[i];
      }
    }
  }

  /** Spans that start in a range. */
  static final class StartsIn implements BlockMatcher {
    private final Part part;
    private final TimeRange range;
    private final long[] starts = new long[Part.BLOCK_ROWS];

    StartsIn(Part part, TimeRange range) {
      this.part = part;
      this.range = range;
    }

    @Override
    public boolean mayMatch(int block) {
      return range.overlaps(part.startNanosMin(block), part.startNanosMax(block));
    }

    @Override
    public void match(int block, long[] bits) {
      if (range.contains(part.startNanosMin(block)) && range.contains(part.startNanosMax(block))) {
        fill(part, block, bits);
        return;
      }
      part.startNanos(block, starts);
      for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
        if (range.contains(starts[i])) {
          bits[i >> 6] |= 1L << i;
        }
      }
    }
  }
}
