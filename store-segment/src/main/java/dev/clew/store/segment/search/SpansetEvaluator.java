// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.SpansetExpression.Relation;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.SpanIds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Evaluates a spanset expression over windows of one part: the answer is the set of rows that the
 * expression selects, and a trace matches when one of its rows is selected.
 *
 * <p>The matchers are compiled once per part and reused from window to window. Threads: one at a
 * time.
 */
final class SpansetEvaluator {

  private final Part part;
  private final SpansetExpression expression;
  private final Map<SpanFilter, BlockMatcher> matchers = new HashMap<>();
  private final long[] bits = new long[Part.BLOCK_WORDS];
  private final int leafCount;
  private @Nullable Structure structure; // made when first asked for

  SpansetEvaluator(Part part, SpansetExpression expression, TimeRange range) {
    this.part = part;
    this.expression = expression;
    FilterCompiler compiler = new FilterCompiler(part);
    for (SpanFilter filter : filters(expression)) {
      matchers.put(filter, compiler.compile(filter, range));
    }
    this.leafCount = Math.max(1, matchers.size());
  }

  /** Whether the expression could select a row of a block; false is certain. */
  boolean mayMatch(int block) {
    for (BlockMatcher matcher : matchers.values()) {
      if (matcher.mayMatch(block)) {
        return true;
      }
    }
    return false;
  }

  /** The rows of a window that the expression selects; fewer when the budget runs out. */
  RowBits select(Window window, Budget budget) {
    return select(expression, window, budget);
  }

  private RowBits select(SpansetExpression node, Window window, Budget budget) {
    return switch (node) {
      case SpansetExpression.Spans(SpanFilter filter) -> spans(filter, window, budget);
      case SpansetExpression.Both(SpansetExpression left, SpansetExpression right) ->
          both(select(left, window, budget), select(right, window, budget), window);
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) -> {
        RowBits rows = select(left, window, budget);
        rows.or(select(right, window, budget));
        yield rows;
      }
      case SpansetExpression.Structural(
              Relation relation,
              SpansetExpression left,
              SpansetExpression right) ->
          structure()
              .relate(
                  relation, select(left, window, budget), select(right, window, budget), window);
    };
  }

  private Structure structure() {
    Structure made = structure;
    if (made == null) {
      made = new Structure(new SpanIds(part));
      structure = made;
    }
    return made;
  }

  private RowBits spans(SpanFilter filter, Window window, Budget budget) {
    BlockMatcher matcher = matchers.getOrDefault(filter, BlockMatcher.NEVER);
    RowBits rows = new RowBits(window.firstBlock(), window.endBlock());
    for (int block = window.endBlock() - 1; block >= window.firstBlock(); block--) {
      if (!matcher.mayMatch(block)) {
        continue;
      }
      if (!budget.spend(part.blockRows(block), leafCount)) {
        break;
      }
      Arrays.fill(bits, 0);
      matcher.match(block, bits);
      rows.setBlock(block, bits);
    }
    rows.keep(window.from, window.to);
    return rows;
  }

  /** The rows of both sides in traces that have rows of each. */
  private static RowBits both(RowBits left, RowBits right, Window window) {
    RoaringBitmap leftTraces = traces(left, window);
    leftTraces.and(traces(right, window));
    RowBits rows = left.copy();
    rows.or(right);
    for (int row = rows.next(window.from); row >= 0; row = rows.next(row + 1)) {
      if (!leftTraces.contains(window.trace(row))) {
        rows.clear(row);
      }
    }
    return rows;
  }

  private static RoaringBitmap traces(RowBits rows, Window window) {
    RoaringBitmap traces = new RoaringBitmap();
    for (int row = rows.next(window.from); row >= 0; row = rows.next(row + 1)) {
      traces.add(window.trace(row));
    }
    return traces;
  }

  /**
   * Whether a trace can be decided from any part of it alone: one filter on one span, about nothing
   * but that span.
   */
  static boolean isLocal(SpansetExpression expression) {
    return switch (expression) {
      case SpansetExpression.Spans(SpanFilter filter) -> !FilterCompiler.needsWholeTrace(filter);
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) ->
          isLocal(left) && isLocal(right);
      case SpansetExpression.Both _, SpansetExpression.Structural _ -> false;
    };
  }

  /**
   * Whether a trace can be decided from its parts together without putting it together: filters on
   * spans by themselves, and how they are combined.
   */
  static boolean isSeparable(SpansetExpression expression) {
    return switch (expression) {
      case SpansetExpression.Spans(SpanFilter filter) -> !FilterCompiler.needsWholeTrace(filter);
      case SpansetExpression.Both(SpansetExpression left, SpansetExpression right) ->
          isSeparable(left) && isSeparable(right);
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) ->
          isSeparable(left) && isSeparable(right);
      case SpansetExpression.Structural _ -> false;
    };
  }

  /**
   * An expression that is local and holds for some span of every trace for which this one holds.
   */
  static SpansetExpression relax(SpansetExpression expression) {
    return switch (expression) {
      case SpansetExpression.Spans(SpanFilter filter) ->
          new SpansetExpression.Spans(FilterCompiler.relax(filter, false));
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) ->
          new SpansetExpression.Either(relax(left), relax(right));
      case SpansetExpression.Both(SpansetExpression _, SpansetExpression right) -> relax(right);
      case SpansetExpression.Structural(Relation _, SpansetExpression _, SpansetExpression right) ->
          relax(right);
    };
  }

  private static Set<SpanFilter> filters(SpansetExpression expression) {
    Set<SpanFilter> filters = new HashSet<>();
    collect(expression, filters);
    return filters;
  }

  private static void collect(SpansetExpression expression, Set<SpanFilter> filters) {
    switch (expression) {
      case SpansetExpression.Spans(SpanFilter filter) -> filters.add(filter);
      case SpansetExpression.Both(SpansetExpression left, SpansetExpression right) -> {
        collect(left, filters);
        collect(right, filters);
      }
      case SpansetExpression.Either(SpansetExpression left, SpansetExpression right) -> {
        collect(left, filters);
        collect(right, filters);
      }
      case SpansetExpression.Structural(
              Relation _,
              SpansetExpression left,
              SpansetExpression right) -> {
        collect(left, filters);
        collect(right, filters);
      }
    }
  }
}
