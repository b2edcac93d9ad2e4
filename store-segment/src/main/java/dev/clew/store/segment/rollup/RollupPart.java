// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupSource;

/**
 * Figures that are kept in one place: those of a head, or of a file.
 *
 * <p>Threads: any number at once.
 */
public interface RollupPart {

  /** How long the time of a cell is. */
  long resolutionNanos();

  /** Whether a cell of this source could begin in the range. */
  boolean overlaps(RollupSource source, TimeRange range);

  /**
   * Shows every cell that begins in the range.
   *
   * @throws dev.clew.store.StoreException if the figures are damaged, naming file and offset
   */
  void scan(RollupSource source, TimeRange range, CellSink sink);
}
