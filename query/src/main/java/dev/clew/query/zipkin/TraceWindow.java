// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinView;
import dev.clew.model.SpanBatch;
import dev.clew.query.http.ApiException;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * When the traces of an answer are: from {@code startNanos} to {@code endNanos}, both included, by
 * the timestamp of the root, else of the earliest span that has one.
 */
record TraceWindow(long startNanos, long endNanos) {

  /** The store looks for matching spans: they may begin before the root, if clocks are wrong. */
  private static final long EARLY_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Or they begin after the window has ended. */
  private static final long LATE_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final long MILLIS_MAX = TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE) - 1;

  /** The window that ends at a time and is so long. */
  static TraceWindow of(long endMillis, long lookbackMillis) {
    if (endMillis <= 0) {
      throw ApiException.badRequest("endTs <= 0");
    }
    if (lookbackMillis <= 0) {
      throw ApiException.badRequest("lookback <= 0");
    }
    long end = Math.min(endMillis, MILLIS_MAX);
    return new TraceWindow(
        TimeUnit.MILLISECONDS.toNanos(Math.max(0, end - lookbackMillis)),
        TimeUnit.MILLISECONDS.toNanos(end) + 999);
  }

  /** When the spans start by which the traces are found. */
  TimeRange searched() {
    long end = Long.MAX_VALUE - LATE_NANOS > endNanos ? endNanos + LATE_NANOS : Long.MAX_VALUE;
    return new TimeRange(Math.max(0, startNanos - EARLY_NANOS), end);
  }

  /** When some span of every trace in the window starts. */
  TimeRange range() {
    return new TimeRange(startNanos, endNanos + 1);
  }

  /** Some span of every trace in the window. */
  SpanFilter someSpan() {
    return SpanFilter.and(
        new SpanFilter.Compare(
            Intrinsic.START_TIME, Comparison.GREATER_OR_EQUAL, new Operand.Int(startNanos)),
        new SpanFilter.Compare(
            Intrinsic.START_TIME, Comparison.LESS_OR_EQUAL, new Operand.Int(endNanos)));
  }

  /** Whether traces whose first span starts here, and all older ones, are out of the window. */
  boolean isPassed(long traceStartNanos) {
    return traceStartNanos < startNanos - EARLY_NANOS;
  }

  /** Whether a trace is in the window, by the spans at its beginning. */
  boolean contains(SpanBatch begin) {
    List<Integer> all = IntStream.range(0, begin.spanCount()).boxed().toList();
    return contains(begin, new ZipkinView(begin), all);
  }

  /** Whether the trace whose spans are in these rows is in the window. */
  boolean contains(SpanBatch batch, ZipkinView view, List<Integer> rows) {
    OptionalLong timestamp = timestampNanos(batch, view, rows);
    return timestamp.isPresent()
        && timestamp.getAsLong() >= startNanos
        && timestamp.getAsLong() <= endNanos;
  }

  private static OptionalLong timestampNanos(SpanBatch batch, ZipkinView view, List<Integer> rows) {
    OptionalLong earliest = OptionalLong.empty();
    for (int row : rows) {
      long start = batch.startNanos(row);
      if (start == 0 || view.isStartAbsent(row)) {
        continue;
      }
      if (batch.parentSpanId(row) == 0) {
        return OptionalLong.of(start);
      }
      if (earliest.isEmpty() || start < earliest.getAsLong()) {
        earliest = OptionalLong.of(start);
      }
    }
    return earliest;
  }
}
