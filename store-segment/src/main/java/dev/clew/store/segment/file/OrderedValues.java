// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.file;

import java.io.IOException;

/**
 * The values of one column in the order in which rows are written, block by block.
 *
 * <p>Threads: one at a time.
 */
interface OrderedValues {

  /** Replaces {@code target} by the numbers of the next block. */
  void next(BlockValues target);

  /** Replaces {@code target} by the codes of the byte strings of the next block. */
  void next(BlockValues target, ValueCoder coder) throws IOException;
}
