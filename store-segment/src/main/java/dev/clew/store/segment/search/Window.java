// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;
import org.jspecify.annotations.Nullable;

/**
 * A run of span rows of one part that holds each of its traces whole: the unit of evaluation.
 * Columns that structure needs are read once per window and only when asked for.
 */
final class Window {

  final Part part;
  final int from;
  final int to;
  private int @Nullable [] traces;

  /** The rows {@code [from, to)}. */
  Window(Part part, int from, int to) {
    this.part = part;
    this.from = from;
    this.to = to;
  }

  int firstBlock() {
    return from / Part.BLOCK_ROWS;
  }

  int endBlock() {
    return (to + Part.BLOCK_ROWS - 1) / Part.BLOCK_ROWS;
  }

  /** The trace ordinal of a row. */
  int trace(int row) {
    if (traces == null) {
      int[] block = new int[Part.BLOCK_ROWS];
      int[] all = new int[to - from];
      for (int b = firstBlock(); b < endBlock(); b++) {
        part.traceOrdinals(b, block);
        copy(b, block, all);
      }
      traces = all;
    }
    return traces[row - from];
  }

  private void copy(int block, int[] source, int[] target) {
    int begin = block * Part.BLOCK_ROWS;
    int first = Math.max(from, begin);
    int end = Math.min(to, begin + part.blockRows(block));
    System.arraycopy(source, first - begin, target, first - from, end - first);
  }
}
