// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;

/**
 * The columns of the span table; {@code eventEnd} and {@code linkEnd} are one past the last child
 * row. Rows not in use are zero, so that a new row need not be cleared field by field.
 */
final class SpanColumns {
  static final int ROW_BYTES = 6 * Long.BYTES + 10 * Integer.BYTES + 2 * Byte.BYTES;

  long[] traceIdHigh = new long[16];
  long[] traceIdLow = new long[16];
  long[] spanId = new long[16];
  long[] parentSpanId = new long[16];
  long[] startNanos = new long[16];
  long[] endNanos = new long[16];
  int[] nameRef = new int[16];
  int[] statusMessageRef = new int[16];
  int[] traceStateRef = new int[16];
  int[] flags = new int[16];
  int[] droppedAttributes = new int[16];
  int[] droppedEvents = new int[16];
  int[] droppedLinks = new int[16];
  int[] scopeIndex = new int[16];
  int[] eventEnd = new int[16];
  int[] linkEnd = new int[16];
  byte[] kind = new byte[16];
  byte[] status = new byte[16];
  int count;

  /** Adds a row of zeros and returns it. */
  int add() {
    int row = count++;
    if (row == traceIdHigh.length) {
      resize(Growth.capacity(row, count));
    }
    return row;
  }

  /** Forgets the rows from {@code rows} on, and leaves zeros for those that come. */
  void truncate(int rows) {
    Arrays.fill(traceIdHigh, rows, count, 0);
    Arrays.fill(traceIdLow, rows, count, 0);
    Arrays.fill(spanId, rows, count, 0);
    Arrays.fill(parentSpanId, rows, count, 0);
    Arrays.fill(startNanos, rows, count, 0);
    Arrays.fill(endNanos, rows, count, 0);
    Arrays.fill(nameRef, rows, count, 0);
    Arrays.fill(statusMessageRef, rows, count, 0);
    Arrays.fill(traceStateRef, rows, count, 0);
    Arrays.fill(flags, rows, count, 0);
    Arrays.fill(droppedAttributes, rows, count, 0);
    Arrays.fill(droppedEvents, rows, count, 0);
    Arrays.fill(droppedLinks, rows, count, 0);
    Arrays.fill(scopeIndex, rows, count, 0);
    Arrays.fill(eventEnd, rows, count, 0);
    Arrays.fill(linkEnd, rows, count, 0);
    Arrays.fill(kind, rows, count, (byte) 0);
    Arrays.fill(status, rows, count, (byte) 0);
    count = rows;
  }

  SpanColumns trimmedCopy() {
    SpanColumns copy = new SpanColumns();
    copy.count = count;
    copy.traceIdHigh = Arrays.copyOf(traceIdHigh, count);
    copy.traceIdLow = Arrays.copyOf(traceIdLow, count);
    copy.spanId = Arrays.copyOf(spanId, count);
    copy.parentSpanId = Arrays.copyOf(parentSpanId, count);
    copy.startNanos = Arrays.copyOf(startNanos, count);
    copy.endNanos = Arrays.copyOf(endNanos, count);
    copy.nameRef = Arrays.copyOf(nameRef, count);
    copy.statusMessageRef = Arrays.copyOf(statusMessageRef, count);
    copy.traceStateRef = Arrays.copyOf(traceStateRef, count);
    copy.flags = Arrays.copyOf(flags, count);
    copy.droppedAttributes = Arrays.copyOf(droppedAttributes, count);
    copy.droppedEvents = Arrays.copyOf(droppedEvents, count);
    copy.droppedLinks = Arrays.copyOf(droppedLinks, count);
    copy.scopeIndex = Arrays.copyOf(scopeIndex, count);
    copy.eventEnd = Arrays.copyOf(eventEnd, count);
    copy.linkEnd = Arrays.copyOf(linkEnd, count);
    copy.kind = Arrays.copyOf(kind, count);
    copy.status = Arrays.copyOf(status, count);
    return copy;
  }

  private void resize(int capacity) {
    traceIdHigh = Arrays.copyOf(traceIdHigh, capacity);
    traceIdLow = Arrays.copyOf(traceIdLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    parentSpanId = Arrays.copyOf(parentSpanId, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    endNanos = Arrays.copyOf(endNanos, capacity);
    nameRef = Arrays.copyOf(nameRef, capacity);
    statusMessageRef = Arrays.copyOf(statusMessageRef, capacity);
    traceStateRef = Arrays.copyOf(traceStateRef, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    droppedEvents = Arrays.copyOf(droppedEvents, capacity);
    droppedLinks = Arrays.copyOf(droppedLinks, capacity);
    scopeIndex = Arrays.copyOf(scopeIndex, capacity);
    eventEnd = Arrays.copyOf(eventEnd, capacity);
    linkEnd = Arrays.copyOf(linkEnd, capacity);
    kind = Arrays.copyOf(kind, capacity);
    status = Arrays.copyOf(status, capacity);
  }
}
