// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.ValueType;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValuePredicate;
import java.util.HashMap;
import java.util.Map;

/**
 * Spans by how many others name them as parent; right only if the part holds all spans of the
 * trace.
 */
final class ChildCountMatcher implements BlockMatcher {

  private final Part part;
  private final ValuePredicate predicate;
  private final SpanIds ids;
  private final int[] ordinals = new int[Part.BLOCK_ROWS];

  ChildCountMatcher(Part part, ValuePredicate predicate) {
    this.part = part;
    this.predicate = predicate;
    this.ids = new SpanIds(part);
  }

  @Override
  public boolean mayMatch(int block) {
    return predicate.mayMatch(ValueType.INT);
  }

  @Override
  public void match(int block, long[] bits) {
    part.traceOrdinals(block, ordinals);
    Map<Integer, Map<Long, Integer>> byTrace = new HashMap<>();
    for (int i = 0, rows = part.blockRows(block); i < rows; i++) {
      int row = block * Part.BLOCK_ROWS + i;
      Map<Long, Integer> children = byTrace.computeIfAbsent(ordinals[i], this::childrenById);
      long id = ids.id(row);
      boolean ownParent = id != 0 && ids.parentId(row) == id;
      int count = id == 0 ? 0 : children.getOrDefault(id, 0) - (ownParent ? 1 : 0);
      if (predicate.test(ValueType.INT, count)) {
        bits[i >> 6] |= 1L << i;
      }
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
