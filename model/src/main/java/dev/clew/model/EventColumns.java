// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

import java.util.Arrays;

/** The columns of the event table. */
final class EventColumns {
  static final int ROW_BYTES = Long.BYTES + 2 * Integer.BYTES;

  long[] timeNanos = new long[16];
  int[] nameRef = new int[16];
  int[] droppedAttributes = new int[16];
  int count;

  /** Adds a row of zeros and returns it. */
  int add() {
    int row = count++;
    if (row == timeNanos.length) {
      resize(Growth.capacity(row, count));
    }
    timeNanos[row] = 0;
    nameRef[row] = 0;
    droppedAttributes[row] = 0;
    return row;
  }

  EventColumns trimmedCopy() {
    EventColumns copy = new EventColumns();
    copy.count = count;
    copy.timeNanos = Arrays.copyOf(timeNanos, count);
    copy.nameRef = Arrays.copyOf(nameRef, count);
    copy.droppedAttributes = Arrays.copyOf(droppedAttributes, count);
    return copy;
  }

  private void resize(int capacity) {
    timeNanos = Arrays.copyOf(timeNanos, capacity);
    nameRef = Arrays.copyOf(nameRef, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
  }
}
