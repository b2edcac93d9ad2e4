// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupSource;
import java.util.List;
import java.util.Set;

/**
 * Figures of several places added up at one resolution, to be written to a file. Confined to one
 * thread.
 */
final class RollupTables {

  private final long resolutionNanos;
  private final CellTable spans;
  private final CellTable calls;

  RollupTables(long resolutionNanos, RollupConfig.Limits limits) {
    this.resolutionNanos = resolutionNanos;
    this.spans = new CellTable(RollupSource.SPANS, resolutionNanos, limits);
    this.calls = new CellTable(RollupSource.CALLS, resolutionNanos, limits);
  }

  long resolutionNanos() {
    return resolutionNanos;
  }

  CellTable table(RollupSource source) {
    return source == RollupSource.SPANS ? spans : calls;
  }

  /**
   * Adds all figures of a place, whose resolution is as fine or finer.
   *
   * @param forgotten texts that are replaced by {@link RollupQuery#OTHER}
   */
  void add(RollupPart part, Set<String> forgotten) {
    for (RollupSource source : RollupSource.values()) {
      part.scan(source, TimeRange.ALL, new Adding(table(source), forgotten));
    }
  }

  private static final class Adding implements CellSink {
    private final CellTable table;
    private final Set<String> forgotten;
    private List<List<String>> keys = List.of();

    Adding(CellTable table, Set<String> forgotten) {
      this.table = table;
      this.forgotten = forgotten;
    }

    @Override
    public void begin(List<List<String>> all) {
      keys = forgotten.isEmpty() ? all : all.stream().map(this::withoutForgotten).toList();
    }

    private List<String> withoutForgotten(List<String> key) {
      return key.stream().map(text -> forgotten.contains(text) ? RollupQuery.OTHER : text).toList();
    }

    @Override
    public boolean wants(int cellCount) {
      return true;
    }

    @Override
    public void accept(RollupCell cell, long startNanos) {
      table.cell(table.keys().id(keys.get(cell.key)), table.time(startNanos)).addAll(cell);
    }
  }
}
