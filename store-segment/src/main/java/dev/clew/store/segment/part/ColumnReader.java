// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

/**
 * Reads one column in blocks of {@link Part#BLOCK_ROWS} rows of its table, for writing it anew.
 *
 * <p>Threads: one at a time.
 */
public interface ColumnReader {

  /** Reads the values of a block, overwriting {@code target}. */
  void read(int block, ColumnBlock target);
}
