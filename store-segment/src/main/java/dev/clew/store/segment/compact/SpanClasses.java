// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.SelectedRows;
import java.util.BitSet;

/** What a segment has of each kind of spans that a {@link RetentionPolicy} tells apart. */
final class SpanClasses {

  private final long[] spanCounts;
  private final long[] startNanosMax;

  private SpanClasses(int count) {
    spanCounts = new long[count];
    startNanosMax = new long[count];
  }

  /** How many spans of a kind there are. */
  long spanCount(int spanClass) {
    return spanCounts[spanClass];
  }

  /** The latest start of a span of a kind; of no meaning if there is none. */
  long startNanosMax(int spanClass) {
    return startNanosMax[spanClass];
  }

  /** Counts; looks into the segment only if there are exemptions. */
  static SpanClasses of(SegmentEntry entry, Part part, RetentionPolicy policy) {
    int classes = policy.classCount();
    SpanClasses result = new SpanClasses(classes);
    if (classes == 1) {
      result.spanCounts[0] = entry.spanCount();
      result.startNanosMax[0] = entry.startNanosMax();
      return result;
    }
    for (int spanClass = 0; spanClass < classes; spanClass++) {
      BitSet rows = SelectedRows.matching(part, policy.filter(spanClass), TimeRange.ALL);
      result.spanCounts[spanClass] = rows.cardinality();
      result.startNanosMax[spanClass] = startNanosMax(part, rows);
    }
    return result;
  }

  private static long startNanosMax(Part part, BitSet rows) {
    long max = Long.MIN_VALUE;
    long[] starts = new long[Part.BLOCK_ROWS];
    for (int block = 0; block < part.blockCount(); block++) {
      int end = block * Part.BLOCK_ROWS + part.blockRows(block);
      int row = rows.nextSetBit(block * Part.BLOCK_ROWS);
      if (row < 0 || row >= end || part.startNanosMax(block) <= max) {
        continue;
      }
      part.startNanos(block, starts);
      for (; row >= 0 && row < end; row = rows.nextSetBit(row + 1)) {
        max = Math.max(max, starts[row % Part.BLOCK_ROWS]);
      }
    }
    return max;
  }
}
