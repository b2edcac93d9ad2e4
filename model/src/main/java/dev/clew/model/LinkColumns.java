// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;

/** The columns of the link table. */
final class LinkColumns {
  static final int ROW_BYTES = 3 * Long.BYTES + 3 * Integer.BYTES;

  long[] traceIdHigh = new long[16];
  long[] traceIdLow = new long[16];
  long[] spanId = new long[16];
  int[] traceStateRef = new int[16];
  int[] flags = new int[16];
  int[] droppedAttributes = new int[16];
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
    traceStateRef[row] = 0;
    flags[row] = 0;
    droppedAttributes[row] = 0;
    return row;
  }

  LinkColumns trimmedCopy() {
    LinkColumns copy = new LinkColumns();
    copy.count = count;
    copy.traceIdHigh = Arrays.copyOf(traceIdHigh, count);
    copy.traceIdLow = Arrays.copyOf(traceIdLow, count);
    copy.spanId = Arrays.copyOf(spanId, count);
    copy.traceStateRef = Arrays.copyOf(traceStateRef, count);
    copy.flags = Arrays.copyOf(flags, count);
    copy.droppedAttributes = Arrays.copyOf(droppedAttributes, count);
    return copy;
  }

  private void resize(int capacity) {
    traceIdHigh = Arrays.copyOf(traceIdHigh, capacity);
    traceIdLow = Arrays.copyOf(traceIdLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    traceStateRef = Arrays.copyOf(traceStateRef, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
  }
}
