// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;

/**
 * The columns of the span table; {@code eventEnd} and {@code linkEnd} are one past the last child
 * row.
 */
final class SpanColumns {
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
    traceIdHigh[row] = 0;
    traceIdLow[row] = 0;
    spanId[row] = 0;
    parentSpanId[row] = 0;
    startNanos[row] = 0;
    endNanos[row] = 0;
    nameRef[row] = 0;
    statusMessageRef[row] = 0;
    traceStateRef[row] = 0;
    flags[row] = 0;
    droppedAttributes[row] = 0;
    droppedEvents[row] = 0;
    droppedLinks[row] = 0;
    scopeIndex[row] = 0;
    eventEnd[row] = 0;
    linkEnd[row] = 0;
    kind[row] = 0;
    status[row] = 0;
    return row;
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
