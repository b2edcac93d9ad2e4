// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.TraceId;

/**
 * The traces of a part: what is known of each from the spans of this part alone. Other parts may
 * hold more spans of the same trace.
 *
 * <p>Ordinals are {@code 0 .. count() - 1}.
 */
public interface TraceIndex {

  /** How many traces have spans here. */
  int count();

  /**
   * The ordinal of a trace, or -1. Cost: O(1) or O(log n) without allocation; for an unknown id
   * usually one filter probe.
   */
  int find(long idHigh, long idLow);

  /** The first eight bytes of a trace's id. */
  long idHigh(int trace);

  /** The last eight bytes of a trace's id. */
  long idLow(int trace);

  /** A trace's id. */
  default TraceId id(int trace) {
    return new TraceId(idHigh(trace), idLow(trace));
  }

  /** The earliest start of the trace's spans here, epoch nanoseconds. */
  long startNanos(int trace);

  /** The latest end of the trace's spans here, epoch nanoseconds. */
  long endNanos(int trace);

  /** How many spans of the trace are here. */
  int spanCount(int trace);

  /** How many of them have the status ERROR. */
  int errorSpanCount(int trace);

  /** The row of the earliest of them without a parent id, or -1. */
  int rootRow(int trace);

  /** Their rows, ascending. */
  int[] rows(int trace);

  /** The first of {@link #rows}. */
  int firstRow(int trace);

  /**
   * Whether ordinals ascend with {@link #startNanos} and each trace's rows are contiguous, as in a
   * segment; a search for the newest then walks backwards and stops early.
   */
  boolean isOrderedByStart();
}
