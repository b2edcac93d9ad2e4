// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/** Matches by the attribute of one scope, and by others only where that scope has none. */
final class FirstScopeMatcher implements BlockMatcher {

  private final BlockMatcher first;
  private final BlockMatcher firstHas;
  private final BlockMatcher rest;
  private final long[] shadowed = new long[Part.BLOCK_WORDS];
  private final long[] found = new long[Part.BLOCK_WORDS];

  private FirstScopeMatcher(BlockMatcher first, BlockMatcher firstHas, BlockMatcher rest) {
    this.first = first;
    this.firstHas = firstHas;
    this.rest = rest;
  }

  static BlockMatcher of(BlockMatcher first, BlockMatcher firstHas, BlockMatcher rest) {
    return firstHas == BlockMatcher.NEVER ? rest : new FirstScopeMatcher(first, firstHas, rest);
  }

  @Override
  public boolean mayMatch(int block) {
    return first.mayMatch(block) || rest.mayMatch(block);
  }

  @Override
  public void match(int block, long[] bits) {
    if (first.mayMatch(block)) {
      first.match(block, bits);
    }
    if (!rest.mayMatch(block)) {
      return;
    }
    Arrays.fill(shadowed, 0);
    Arrays.fill(found, 0);
    if (firstHas.mayMatch(block)) {
      firstHas.match(block, shadowed);
    }
    rest.match(block, found);
    for (int i = 0; i < found.length; i++) {
      bits[i] |= found[i] & ~shadowed[i];
    }
  }
}
