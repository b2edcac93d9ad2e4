// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.Part;

/** Adds up the distances that SPAN_START holds. Threads: one at a time. */
final class SpanStarts {

  private final SegmentTraces traces;
  private final Chunk chunk;
  private final long[] distances = new long[Part.BLOCK_ROWS];
  private int decoded = -1;
  private final long[] starts = new long[Part.BLOCK_ROWS];

  SpanStarts(SegmentTraces traces, StoredColumn column) {
    this.traces = traces;
    this.chunk = new Chunk(column);
  }

  /** The start of each span of a block; the array is overwritten by the next call. */
  long[] block(int block) {
    if (decoded != block) {
      decode(block);
      decoded = block;
    }
    return starts;
  }

  private void decode(int block) {
    chunk.open(block).values(distances);
    int begin = block * Part.BLOCK_ROWS;
    int rows = chunk.count();
    int trace = traces.ofRow(begin);
    for (int i = 0; i < rows; trace++) {
      int end = Math.min(rows, traces.endRow(trace) - begin);
      long start = traces.startNanos(trace);
      for (; i < end; i++) {
        start += distances[i];
        starts[i] = start;
      }
    }
  }
}
