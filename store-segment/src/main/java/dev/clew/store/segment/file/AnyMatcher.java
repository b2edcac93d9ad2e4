// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.BlockMatcher;
import java.util.List;

/** Matches what one of several matchers does. */
record AnyMatcher(List<BlockMatcher> matchers) implements BlockMatcher {

  static BlockMatcher of(List<BlockMatcher> matchers) {
    List<BlockMatcher> possible = matchers.stream().filter(m -> m != NEVER).toList();
    return switch (possible.size()) {
      case 0 -> NEVER;
      case 1 -> possible.getFirst();
      default -> new AnyMatcher(possible);
    };
  }

  @Override
  public boolean mayMatch(int block) {
    return matchers.stream().anyMatch(matcher -> matcher.mayMatch(block));
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
