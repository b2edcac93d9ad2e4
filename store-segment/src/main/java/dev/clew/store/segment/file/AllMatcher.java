// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.encoding.Presence;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;

/** Matches every row of a table. */
record AllMatcher(int rowCount) implements BlockMatcher {

  @Override
  public boolean mayMatch(int block) {
    return true;
  }

  @Override
  public void match(int block, long[] bits) {
    long[] all = new long[Part.BLOCK_WORDS];
    Presence.all(Math.min(Part.BLOCK_ROWS, rowCount - block * Part.BLOCK_ROWS), all);
    for (int i = 0; i < all.length; i++) {
      bits[i] |= all[i];
    }
  }
}
