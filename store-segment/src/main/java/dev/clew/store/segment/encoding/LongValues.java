// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/** Numbers that grow at their end. */
public final class LongValues {

  private long[] values = new long[16];
  private int size;

  /** No numbers. */
  public LongValues() {}

  /** How many there are. */
  public int size() {
    return size;
  }

  /** One of them. */
  public long get(int index) {
    return values[index];
  }

  /** Appends one. */
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** A copy of all. */
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }

  void copy(int begin, int count, long[] target) {
    System.arraycopy(values, begin, target, 0, count);
  }
}
