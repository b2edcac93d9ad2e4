// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.statistics;

import java.util.Arrays;

/** A growing list of numbers. Threads: one at a time. */
public final class Samples {

  private double[] values = new double[8];
  private int size;

  /** Adds a number. */
  public void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** One of them, in the order they were added. */
  public double get(int index) {
    return values[index];
  }

  /** Their sum. */
  public double sum() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** A sorted copy. Cost: O(n log n). */
  public double[] sorted() {
    double[] copy = Arrays.copyOf(values, size);
    Arrays.sort(copy);
    return copy;
  }
}
