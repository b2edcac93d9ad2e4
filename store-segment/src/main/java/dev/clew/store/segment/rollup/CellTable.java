// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.rollup.RollupSource;
import dev.clew.store.segment.encoding.PairIds;
import java.util.ArrayList;
import java.util.List;

/** Cells by key and time. Confined to one thread. */
final class CellTable {

  private final long resolutionNanos;
  private final KeyTable keys;
  private final PairIds index = new PairIds(); // of key and time
  private final List<RollupCell> cells = new ArrayList<>();
  private long timeMin = Long.MAX_VALUE;
  private long timeMax = Long.MIN_VALUE;

  CellTable(RollupSource source, long resolutionNanos, RollupConfig.Limits limits) {
    this.resolutionNanos = resolutionNanos;
    this.keys = new KeyTable(source, limits);
  }

  KeyTable keys() {
    return keys;
  }

  List<RollupCell> cells() {
    return cells;
  }

  /** The first time of a cell, in units of the resolution. */
  long timeMin() {
    return timeMin;
  }

  long timeMax() {
    return timeMax;
  }

  /** In which unit of the resolution a time lies; a minute of any {@code long} fits an int. */
  int time(long epochNanos) {
    return (int) Math.floorDiv(epochNanos, resolutionNanos);
  }

  /** The cell of a key at a time, added if it is new. */
  RollupCell cell(int key, int time) {
    int id = index.id(key, time);
    if (id == cells.size()) {
      cells.add(new RollupCell(key, time));
      timeMin = Math.min(timeMin, time);
      timeMax = Math.max(timeMax, time);
    }
    return cells.get(id);
  }
}
