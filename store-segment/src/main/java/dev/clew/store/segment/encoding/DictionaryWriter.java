// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.encoding;

import java.util.Arrays;

/**
 * Writes the distinct values of a column in ascending order of their bytes.
 *
 * <pre>
 * dictionary := varint count, i32 end of each group (from the first group on), group*
 * group      := entry of 16 values, the last group of the rest
 * entry      := varint bytes shared with the value before (not for the first of a group),
 *               varint length of the rest, the rest
 * </pre>
 *
 * <p>Neighbours in sorted order share much, and a group of 16 is read in place without
 * decompressing anything.
 */
public final class DictionaryWriter {

  static final int GROUP = 16;

  private DictionaryWriter() {}

  /** Appends the values in the order of {@code sorted}. */
  public static void write(ByteInterner values, int[] sorted, ByteOutput out) {
    ByteOutput groups = new ByteOutput();
    out.varint(sorted.length);
    byte[] slab = values.slab();
    for (int i = 0; i < sorted.length; i++) {
      int offset = values.offset(sorted[i]);
      int length = values.length(sorted[i]);
      int shared = 0;
      if (i % GROUP != 0) {
        shared = shared(values, sorted[i - 1], sorted[i]);
        groups.varint(shared);
      }
      groups.varint(length - shared);
      groups.bytes(slab, offset + shared, length - shared);
      if (i % GROUP == GROUP - 1 || i == sorted.length - 1) {
        out.i32(groups.size());
      }
    }
    out.bytes(groups.array(), 0, groups.size());
  }

  private static int shared(ByteInterner values, int first, int second) {
    int a = values.offset(first);
    int b = values.offset(second);
    int mismatch =
        Arrays.mismatch(
            values.slab(),
            a,
            a + values.length(first),
            values.slab(),
            b,
            b + values.length(second));
    return mismatch < 0 ? values.length(first) : mismatch;
  }
}
