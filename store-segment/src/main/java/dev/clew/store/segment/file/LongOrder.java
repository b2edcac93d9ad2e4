// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import java.util.Arrays;

/** Sorts indexes by keys without an object for each. */
final class LongOrder {

  private LongOrder() {}

  /**
   * The indexes {@code 0 .. count - 1} in ascending order of their keys, equal ones ascending.
   *
   * <p>Method: key and index are packed into one number and sorted as such. Where both do not fit,
   * the lowest bits of the key are left out and the result, which is nearly sorted, is finished by
   * insertion.
   */
  static int[] of(long[] keys, int count) {
    int[] order = new int[count];
    if (count == 0) {
      return order;
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, keys[i]);
      max = Math.max(max, keys[i]);
    }
    int indexBits = Math.max(1, 32 - Integer.numberOfLeadingZeros(count));
    int keyBits = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    int shift = Math.max(0, keyBits + indexBits - (Long.SIZE - 1));
    long[] packed = new long[count];
    for (int i = 0; i < count; i++) {
      packed[i] = (((keys[i] - min) >>> shift) << indexBits) | i;
    }
    Arrays.sort(packed);
    for (int i = 0; i < count; i++) {
      order[i] = (int) (packed[i] & ((1L << indexBits) - 1));
    }
    if (shift > 0) {
      finish(keys, order);
    }
    return order;
  }

  private static void finish(long[] keys, int[] order) {
    for (int i = 1; i < order.length; i++) {
      int moved = order[i];
      int j = i;
      while (j > 0 && keys[order[j - 1]] > keys[moved]) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = moved;
    }
  }
}
