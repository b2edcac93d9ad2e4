// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.TraceId;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;

/** Which rows of a part are meant: by what the spans have, or by their trace. */
public final class SelectedRows {

  private SelectedRows() {}

  /**
   * The rows of the spans that satisfy a filter and start in a range.
   *
   * @param filter about fields that a span has by itself
   */
  public static BitSet matching(Part part, SpanFilter filter, TimeRange range) {
    BlockMatcher matcher = new FilterCompiler(part).compile(filter, range);
    BitSet rows = new BitSet();
    long[] bits = new long[Part.BLOCK_WORDS];
    for (int block = 0; block < part.blockCount(); block++) {
      if (matcher.mayMatch(block)) {
        Arrays.fill(bits, 0);
        matcher.match(block, bits);
        int base = block * Part.BLOCK_ROWS;
        BitSet.valueOf(bits).stream().forEach(bit -> rows.set(base + bit));
      }
    }
    return rows;
  }

  /** The rows of all spans of these traces. */
  public static BitSet ofTraces(Part part, Collection<TraceId> ids) {
    TraceIndex traces = part.traces();
    BitSet rows = new BitSet();
    for (TraceId id : ids) {
      int trace = traces.find(id.high(), id.low());
      if (trace >= 0) {
        for (int row : traces.rows(trace)) {
          rows.set(row);
        }
      }
    }
    return rows;
  }

  /** Adds the ids of the traces that have one of these rows. */
  public static void addTraces(Part part, BitSet rows, Set<TraceId> target) {
    int[] ordinals = new int[Part.BLOCK_ROWS];
    int loaded = -1;
    int previous = -1;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      int block = row / Part.BLOCK_ROWS;
      if (block != loaded) {
        part.traceOrdinals(block, ordinals);
        loaded = block;
      }
      int trace = ordinals[row % Part.BLOCK_ROWS];
      if (trace != previous) {
        target.add(part.traces().id(trace));
        previous = trace;
      }
    }
  }
}
