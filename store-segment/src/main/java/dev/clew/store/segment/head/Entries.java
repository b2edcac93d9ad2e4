// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

/**
 * How a row's entries stand in an int array: each is a head word, {@code column << 1 | wide}, and
 * its value in one int, sign-extended, or, if wide, in two, low word first.
 */
final class Entries {

  private Entries() {}

  static int column(int[] entries, int at) {
    return entries[at] >>> 1;
  }

  static long bits(int[] entries, int at) {
    return (entries[at] & 1) == 0
        ? entries[at + 1]
        : (entries[at + 1] & 0xFFFF_FFFFL) | ((long) entries[at + 2] << 32);
  }

  static int next(int[] entries, int at) {
    return at + 2 + (entries[at] & 1);
  }

  /** Where the first entry of a column is in {@code [from, to)}, or -1. */
  static int find(int[] entries, int from, int to, int column) {
    for (int at = from; at < to; at = next(entries, at)) {
      if (column(entries, at) == column) {
        return at;
      }
    }
    return -1;
  }
}
