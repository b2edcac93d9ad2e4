// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.ValueType;
import dev.clew.store.query.Field;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.part.ValuePredicate;
import java.util.Arrays;

/**
 * Spans of traces that satisfy a predicate as a whole; right only if the part holds all spans of
 * the trace.
 */
final class TraceFieldMatcher implements BlockMatcher {

  private final Part part;
  private final TraceIndex traces;
  private final Field.Intrinsic field;
  private final ValuePredicate predicate;
  private final BlockMatcher ofRoot; // of the span field that a root field repeats
  private final int[] ordinals = new int[Part.BLOCK_ROWS];
  private final long[] rootBits = new long[Part.BLOCK_WORDS];
  private int rootBlock = -1;

  TraceFieldMatcher(Part part, Field.Intrinsic field, ValuePredicate predicate) {
    this.part = part;
    this.traces = part.traces();
    this.field = field;
    this.predicate = predicate;
    this.ofRoot =
        switch (field) {
          case ROOT_NAME -> part.matcher(Field.Intrinsic.NAME, predicate);
          case ROOT_SERVICE_NAME -> part.matcher(Field.Intrinsic.SERVICE_NAME, predicate);
          default -> BlockMatcher.NEVER;
        };
  }

  @Override
  public boolean mayMatch(int block) {
    return switch (field) {
      case TRACE_DURATION, TRACE_SPAN_COUNT -> predicate.mayMatch(ValueType.INT);
      default -> predicate.mayMatch(ValueType.STRING);
    };
  }

  @Override
  public void match(int block, long[] bits) {
    part.traceOrdinals(block, ordinals);
    int last = -1;
    boolean matches = false;
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      if (ordinals[i] != last) {
        last = ordinals[i];
        matches = matches(last);
      }
      if (matches) {
        bits[i >> 6] |= 1L << i;
      }
    }
  }

  private boolean matches(int trace) {
    return switch (field) {
      case TRACE_DURATION ->
          predicate.test(
              ValueType.INT, Math.max(0, traces.endNanos(trace) - traces.startNanos(trace)));
      case TRACE_SPAN_COUNT -> predicate.test(ValueType.INT, traces.spanCount(trace));
      default -> rootMatches(traces.rootRow(trace));
    };
  }

  private boolean rootMatches(int row) {
    if (row < 0) {
      return false;
    }
    int block = row / Part.BLOCK_ROWS;
    if (block != rootBlock) {
      Arrays.fill(rootBits, 0);
      if (ofRoot.mayMatch(block)) {
        ofRoot.match(block, rootBits);
      }
      rootBlock = block;
    }
    int bit = row % Part.BLOCK_ROWS;
    return (rootBits[bit >> 6] & (1L << bit)) != 0;
  }
}
