// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;
import org.jspecify.annotations.Nullable;

/**
 * A run of span rows of one part that holds each of its traces whole: the unit of evaluation. What
 * structure needs is read once per block and only when asked for.
 */
final class Window {

  final Part part;
  final int from;
  final int to;
  private final int[] @Nullable [] traces; // by block

  /** The rows {@code [from, to)}. */
  Window(Part part, int from, int to) {
    this.part = part;
    this.from = from;
    this.to = to;
    this.traces = new int[endBlock() - firstBlock()][];
  }

  int firstBlock() {
    return from / Part.BLOCK_ROWS;
  }

  int endBlock() {
    return (to + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
  }

  /** The trace ordinal of a row. */
  int trace(int row) {
    int block = row / Part.BLOCK_ROWS;
    int[] ordinals = traces[block - firstBlock()];
    if (ordinals == null) {
      ordinals = new int[Part.BLOCK_ROWS];
      part.traceOrdinals(block, ordinals);
      traces[block - firstBlock()] = ordinals;
    }
    return ordinals[row % Part.BLOCK_ROWS];
  }
}
