// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.SpanIds;
import java.util.HashMap;
import java.util.Map;

/**
 * How many other spans name a span as their parent; right only if the part holds all spans of its
 * trace.
 */
final class ChildCounts {

  private final Part part;
  private final SpanIds ids;
  private final int[] ordinals = new int[Part.BLOCK_ROWS];

  ChildCounts(Part part) {
    this.part = part;
    this.ids = new SpanIds(part);
  }

  /** The count of each span of a block. */
  void read(int block, int[] target) {
    part.traceOrdinals(block, ordinals);
    Map<Integer, Map<Long, Integer>> byTrace = new HashMap<>();
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      int row = block * Part.BLOCK_ROWS + i;
      Map<Long, Integer> children = byTrace.computeIfAbsent(ordinals[i], this::childrenById);
      long id = ids.id(row);
      boolean ownParent = id != 0 && ids.parentId(row) == id;
      target[i] = id == 0 ? 0 : children.getOrDefault(id, 0) - (ownParent ? 1 : 0);
    }
  }

  /** How many spans of a trace name each id as their parent. */
  private Map<Long, Integer> childrenById(int trace) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int row : part.traces().rows(trace)) {
      long parentId = ids.parentId(row);
      if (parentId != 0) {
        counts.merge(parentId, 1, Integer::sum);
      }
    }
    return counts;
  }
}
