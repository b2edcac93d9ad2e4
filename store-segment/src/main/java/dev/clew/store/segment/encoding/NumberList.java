// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

/**
 * Any number of integers, read by position.
 *
 * <pre>
 * list := varint count, numbers for each 4096 of them
 * </pre>
 */
public final class NumberList {

  private static final int SHIFT = 12;

  private final Numbers[] groups;
  private final int size;

  /** Opens a list and leaves the input behind it. */
  public NumberList(ByteInput in, Zstd zstd) {
    size = in.count();
    groups = new Numbers[(size + Presence.ROWS_MAX - 1) >>> SHIFT];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = Numbers.open(in, Math.min(Presence.ROWS_MAX, size - (i << SHIFT)), zstd);
    }
  }

  /** Appends a list. */
  public static void write(LongValues values, NumberWriter writer, ByteOutput out) {
    out.varint(values.size());
    long[] group = new long[Presence.ROWS_MAX];
    for (int begin = 0; begin < values.size(); begin += Presence.ROWS_MAX) {
      int count = Math.min(Presence.ROWS_MAX, values.size() - begin);
      values.copy(begin, count, group);
      writer.write(group, count, null, out);
    }
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** One of them. */
  public long get(int index) {
    return groups[index >>> SHIFT].get(index & (Presence.ROWS_MAX - 1));
  }
}
