// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import java.util.List;

/** Takes cells from a {@link RollupPart}. */
interface CellSink {

  /** Called first, with the keys by number: a text for each dimension of the source. */
  void begin(List<List<String>> keys);

  /** Whether cells are still wanted; asked now and then with the number of cells that follow. */
  boolean wants(int cellCount);

  /** Takes a cell, which may change afterwards. */
  void accept(RollupCell cell, long startNanos);
}
