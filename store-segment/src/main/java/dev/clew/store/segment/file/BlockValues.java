// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import dev.clew.store.segment.part.Part;

/** The values of one block that is about to be written; rows count from its first. */
final class BlockValues {
  int count;
  final int[] rows = new int[Part.BLOCK_ROWS];
  final long[] values = new long[Part.BLOCK_ROWS];

  void add(int row, long value) {
    rows[count] = row;
    values[count++] = value;
  }
}
