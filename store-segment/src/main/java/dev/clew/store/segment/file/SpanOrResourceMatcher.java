// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import java.util.Arrays;

/** Matches by the span's attribute, and by the resource's only where the span has none. */
final class SpanOrResourceMatcher implements BlockMatcher {

  private final BlockMatcher span;
  private final BlockMatcher spanHas;
  private final BlockMatcher resource;
  private final long[] shadowed = new long[Part.BLOCK_WORDS];
  private final long[] found = new long[Part.BLOCK_WORDS];

  SpanOrResourceMatcher(BlockMatcher span, BlockMatcher spanHas, BlockMatcher resource) {
    this.span = span;
    this.spanHas = spanHas;
    this.resource = resource;
  }

  @Override
  public boolean mayMatch(int block) {
    return span.mayMatch(block) || resource.mayMatch(block);
  }

  @Override
  public void match(int block, long[] bits) {
    if (span.mayMatch(block)) {
      span.match(block, bits);
    }
    if (!resource.mayMatch(block)) {
      return;
    }
    Arrays.fill(shadowed, 0);
    Arrays.fill(found, 0);
    if (spanHas.mayMatch(block)) {
      spanHas.match(block, shadowed);
    }
    resource.match(block, found);
    for (int i = 0; i < found.length; i++) {
      bits[i] |= found[i] & ~shadowed[i];
    }
  }
}
