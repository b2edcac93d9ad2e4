// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

/**
 * A question about one field, prepared for one part, answered block by block.
 *
 * <p>Threads: one at a time.
 */
public interface BlockMatcher {

  /** Matches no span. */
  BlockMatcher NEVER =
      new BlockMatcher() {
        @Override
        public boolean mayMatch(int block) {
          return false;
        }

        @Override
        public void match(int block, long[] bits) {}
      };

  /**
   * Whether a span of the block could match; false is certain, and cheap to find out (postings,
   * filters, minima and maxima).
   */
  boolean mayMatch(int block);

  /**
   * Sets the bit of each span of the block that matches, and touches no other bit.
   *
   * @param bits {@link Part#BLOCK_WORDS} words; bit {@code i} is row {@code block * BLOCK_ROWS + i}
   */
  void match(int block, long[] bits);
}
