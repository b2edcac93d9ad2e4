// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.adjust;

import dev.clew.model.SpanBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of a trace, numbered through, and what is going to change about them.
 *
 * <p>Shape: a few columns that adjustments write, beside batches that stay as they are.
 */
final class AdjustableTrace {

  private final List<SpanBatch> batches;
  private final int[] firstOfBatch;
  private final int[] batchOf;
  private final long[] spanIds;
  private final long[] parentSpanIds;
  private final long[] shiftsNanos;
  private final Map<Integer, List<String>> warnings = new HashMap<>();

  AdjustableTrace(List<SpanBatch> batches, int spanCount) {
    this.batches = batches;
    this.firstOfBatch = new int[batches.size()];
    this.batchOf = new int[spanCount];
    this.spanIds = new long[spanCount];
    this.parentSpanIds = new long[spanCount];
    this.shiftsNanos = new long[spanCount];
    int span = 0;
    for (int i = 0; i < batches.size(); i++) {
      SpanBatch batch = batches.get(i);
      firstOfBatch[i] = span;
      for (int row = 0; row < batch.spanCount(); row++, span++) {
        batchOf[span] = i;
        spanIds[span] = batch.spanId(row);
        parentSpanIds[span] = batch.parentSpanId(row);
      }
    }
  }

  List<SpanBatch> batches() {
    return batches;
  }

  int spanCount() {
    return batchOf.length;
  }

  SpanBatch batch(int span) {
    return batches.get(batchOf[span]);
  }

  int row(int span) {
    return span - firstOfBatch[batchOf[span]];
  }

  /** The first span of a batch. */
  int firstSpan(int batchIndex) {
    return firstOfBatch[batchIndex];
  }

  long spanId(int span) {
    return spanIds[span];
  }

  long parentSpanId(int span) {
    return parentSpanIds[span];
  }

  void spanId(int span, long id) {
    spanIds[span] = id;
  }

  void parentSpanId(int span, long id) {
    parentSpanIds[span] = id;
  }

  long startNanos(int span) {
    return batch(span).startNanos(row(span)) + shiftsNanos[span];
  }

  long endNanos(int span) {
    return batch(span).endNanos(row(span)) + shiftsNanos[span];
  }

  long shiftNanos(int span) {
    return shiftsNanos[span];
  }

  void shift(int span, long nanos) {
    shiftsNanos[span] += nanos;
  }

  void warn(int span, String warning) {
    warnings.computeIfAbsent(span, key -> new ArrayList<>()).add(warning);
  }

  List<String> warnings(int span) {
    return warnings.getOrDefault(span, List.of());
  }

  /** Whether ids, times or warnings of a span have changed. */
  boolean isChanged(int span) {
    return shiftsNanos[span] != 0
        || spanIds[span] != batch(span).spanId(row(span))
        || parentSpanIds[span] != batch(span).parentSpanId(row(span))
        || warnings.containsKey(span);
  }
}
