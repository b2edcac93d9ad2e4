// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.rollup;

import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.SpanIds;
import dev.clew.store.segment.part.ValueReader;
import java.util.HashMap;
import java.util.Map;

/**
 * Random access to what a call between services is told by; the blocks last used are kept. Confined
 * to one thread.
 */
final class SpanRows {

  private static final int BLOCKS_KEPT_MAX = 64;

  private final Part part;
  private final ValueReader services;
  private final ValueReader kinds;
  private final ValueReader statuses;
  private final ValueReader durations;
  private final SpanIds ids;
  private final Map<Integer, Block> blocks = new HashMap<>();

  private static final class Block {
    final int[] services = new int[Part.BLOCK_ROWS];
    final int[] kinds = new int[Part.BLOCK_ROWS];
    final int[] statuses = new int[Part.BLOCK_ROWS];
    final long[] starts = new long[Part.BLOCK_ROWS];
    final double[] durations = new double[Part.BLOCK_ROWS];
  }

  SpanRows(Part part) {
    this.part = part;
    this.services = part.values(Intrinsic.SERVICE_NAME);
    this.kinds = part.values(Intrinsic.KIND);
    this.statuses = part.values(Intrinsic.STATUS);
    this.durations = part.values(Intrinsic.DURATION);
    this.ids = new SpanIds(part);
  }

  /** A span as far as calls are concerned. */
  CallSpan span(int row) {
    Block block = block(row / Part.BLOCK_ROWS);
    int at = row % Part.BLOCK_ROWS;
    return new CallSpan(
        ids.id(row),
        ids.parentId(row),
        services.text(block.services[at]),
        SpanKind.ofLabel(kinds.text(block.kinds[at])),
        block.starts[at],
        block.durations[at],
        statuses.text(block.statuses[at]).equals(StatusCode.ERROR.label()));
  }

  private Block block(int index) {
    Block block = blocks.get(index);
    if (block == null) {
      block = read(index);
      if (blocks.size() == BLOCKS_KEPT_MAX) {
        blocks.clear();
      }
      blocks.put(index, block);
    }
    return block;
  }

  private Block read(int index) {
    Block block = new Block();
    services.codes(index, block.services);
    kinds.codes(index, block.kinds);
    statuses.codes(index, block.statuses);
    part.startNanos(index, block.starts);
    durations.numbers(index, block.durations);
    return block;
  }
}
