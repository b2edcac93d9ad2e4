// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import java.util.Arrays;

/**
 * The bins of a DDSketch (Masson, Rim, Lee: DDSketch, VLDB 2019) with a relative error of one
 * percent: bin {@code i} counts the values from {@code γ^i} to {@code γ^(i+1)}, {@code γ = 1.01 /
 * 0.99}, and zero has a bin of its own. Counts have a sign, which the library's own stores do not
 * allow; the mapping from values to bins is the library's.
 *
 * <p>Confined to one thread.
 */
final class Bins {

  /** No bin has a lower index: values are at least one nanosecond. */
  static final int INDEX_MIN = -1;

  /** No bin has a higher index: values are at most those of a {@code long}. */
  static final int INDEX_MAX = 2_300;

  private static final IndexMapping MAPPING = new LogarithmicMapping(0.01);
  private static final int ROOM = 8;

  private long zeroCount;
  private int first; // index of counts[0]
  private long[] counts = {};
  private int low = Integer.MAX_VALUE; // the lowest index used
  private int high = Integer.MIN_VALUE; // the highest

  /** What is done with a bin. */
  interface Visitor {
    void visit(int index, long count);
  }

  void clear() {
    zeroCount = 0;
    if (low <= high) {
      Arrays.fill(counts, low - first, high - first + 1, 0);
    }
    low = Integer.MAX_VALUE;
    high = Integer.MIN_VALUE;
  }

  /** Counts a value, which is not negative. */
  void add(double value, long count) {
    if (value < 1) {
      zeroCount += count;
    } else {
      addBin(MAPPING.index(value), count);
    }
  }

  void addZero(long count) {
    zeroCount += count;
  }

  void addBin(int index, long count) {
    makeRoom(index, index);
    counts[index - first] += count;
  }

  void addAll(Bins other) {
    zeroCount += other.zeroCount;
    if (other.low <= other.high) {
      makeRoom(other.low, other.high);
      for (int index = other.low; index <= other.high; index++) {
        counts[index - first] += other.counts[index - other.first];
      }
    }
  }

  long zeroCount() {
    return zeroCount;
  }

  /** How many bins are not zero. */
  int size() {
    int size = 0;
    for (int index = low; index <= high; index++) {
      size += counts[index - first] != 0 ? 1 : 0;
    }
    return size;
  }

  /** Visits the bins that are not zero, lowest first. */
  void forEach(Visitor visitor) {
    for (int index = low; index <= high; index++) {
      if (counts[index - first] != 0) {
        visitor.visit(index, counts[index - first]);
      }
    }
  }

  /** The value below which a fraction of the values lies; NaN if there are none. */
  double quantile(double quantile) {
    long total = Math.max(0, zeroCount);
    for (long count : counts) {
      total += Math.max(0, count);
    }
    if (total == 0) {
      return Double.NaN;
    }
    double rank = quantile * (total - 1);
    long below = Math.max(0, zeroCount);
    if (below > rank) {
      return 0;
    }
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        below += counts[i];
        last = first + i;
        if (below > rank) {
          break;
        }
      }
    }
    return MAPPING.value(last);
  }

  private void makeRoom(int from, int to) {
    low = Math.min(low, from);
    high = Math.max(high, to);
    if (low >= first && high < first + counts.length) {
      return;
    }
    if (counts.length == 0) {
      first = low;
      counts = new long[high - low + 1];
      return;
    }
    int newFirst = low < first ? low - ROOM : first;
    int newEnd = high >= first + counts.length ? high + ROOM : first + counts.length;
    long[] wider = new long[newEnd - newFirst];
    System.arraycopy(counts, 0, wider, first - newFirst, counts.length);
    counts = wider;
    first = newFirst;
  }
}
