// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.TraceView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The children of every span that is being walked, the last to end first; of two that end together
 * the longer one. A frame has the places {@code begin(frame) .. end(frame) - 1}. Frames open and
 * close like a stack. Reused from trace to trace.
 */
final class ChildrenByEnd {

  private static final int FEW = 24;

  private int[] rows = new int[64];
  private long[] starts = new long[64]; // of a frame's children, sorted when first asked for
  private long[] keys = new long[64];
  private int[] ends = new int[64]; // by frame
  private boolean[] startsSorted = new boolean[64];
  private SpanTimes times = new SpanTimes();

  void reset(int rowCount) {
    if (rows.length < rowCount) {
      rows = new int[Math.max(rowCount, rows.length * 2)];
      starts = new long[rows.length];
    }
  }

  /** Opens a frame with the children of a row that it waits for. */
  void open(int frame, TraceView view, int row, SpanTimes of) {
    times = of;
    if (frame == ends.length) {
      ends = Arrays.copyOf(ends, frame * 2);
      startsSorted = Arrays.copyOf(startsSorted, frame * 2);
    }
    int begin = begin(frame);
    int end = begin;
    for (int i = view.childCount(row) - 1; i >= 0; i--) {
      int child = view.child(row, i);
      if (times.isWaitedFor(child)) {
        rows[end++] = child;
      }
    }
    ends[frame] = end;
    startsSorted[frame] = false;
    if (end - begin <= FEW) {
      insertionSort(begin, end);
    } else {
      sort(begin, end, times.start(row));
    }
  }

  void close(int frame) {
    ends[frame] = begin(frame);
  }

  int begin(int frame) {
    return frame == 0 ? 0 : ends[frame - 1];
  }

  int end(int frame) {
    return ends[frame];
  }

  int row(int place) {
    return rows[place];
  }

  /** Whether no other child of the frame ends from {@code since} to the end of this one. */
  boolean isOnlyEndSince(int frame, int place, long since) {
    long end = times.end(rows[place]);
    boolean before = place == begin(frame) || times.end(rows[place - 1]) > end;
    boolean after = place + 1 == end(frame) || times.end(rows[place + 1]) < since;
    return before && after;
  }

  /** How many children of the frame start from {@code from} to {@code to}, both included. */
  int startsWithin(int frame, long from, long to) {
    int begin = begin(frame);
    int end = end(frame);
    if (!startsSorted[frame]) {
      for (int place = begin; place < end; place++) {
        starts[place] = times.start(rows[place]);
      }
      Arrays.sort(starts, begin, end);
      startsSorted[frame] = true;
    }
    return lowerBound(begin, end, to + 1) - lowerBound(begin, end, from);
  }

  private int lowerBound(int begin, int end, long value) {
    int low = begin;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean comesFirst(int row, int other) {
    long end = times.end(row);
    long otherEnd = times.end(other);
    if (end != otherEnd) {
      return end > otherEnd;
    }
    long start = times.start(row);
    long otherStart = times.start(other);
    return start != otherStart ? start < otherStart : row < other;
  }

  private void insertionSort(int begin, int end) {
    for (int i = begin + 1; i < end; i++) {
      int row = rows[i];
      int place = i;
      while (place > begin && comesFirst(row, rows[place - 1])) {
        rows[place] = rows[place - 1];
        place--;
      }
      rows[place] = row;
    }
  }

  /** Sorts by end with primitives if end and index fit into one long, and then the ties. */
  private void sort(int begin, int end, long origin) {
    int count = end - begin;
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    int valueBits = Long.SIZE - 1 - indexBits;
    if (keys.length < count * 2) {
      keys = new long[count * 2];
    }
    for (int i = 0; i < count; i++) {
      long value = times.end(rows[begin + i]) - origin;
      if (value >>> valueBits != 0) {
        sortBoxed(begin, end);
        return;
      }
      keys[i] = (value << indexBits) | i;
      keys[count + i] = rows[begin + i];
    }
    Arrays.sort(keys, 0, count);
    for (int i = 0; i < count; i++) {
      int index = (int) (keys[count - 1 - i] & ((1L << indexBits) - 1));
      rows[begin + i] = (int) keys[count + index];
    }
    sortTies(begin, end);
  }

  private void sortTies(int begin, int end) {
    int first = begin;
    while (first < end) {
      int next = first + 1;
      while (next < end && times.end(rows[next]) == times.end(rows[first])) {
        next++;
      }
      if (next - first > 1) {
        sortBoxed(first, next);
      }
      first = next;
    }
  }

  private void sortBoxed(int begin, int end) {
    int[] sorted =
        IntStream.range(begin, end)
            .mapToObj(place -> rows[place])
            .sorted(
                Comparator.<Integer>comparingLong(row -> -times.end(row))
                    .thenComparingLong(times::start)
                    .thenComparingInt(row -> row))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, rows, begin, sorted.length);
  }
}
