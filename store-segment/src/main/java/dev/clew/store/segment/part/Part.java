// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.part;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.query.Field;
import java.util.List;

/**
 * An immutable, consistent view of some of the spans of a store.
 *
 * <p>A part holds each span once: no two of its rows are equal in trace id, span id, start and
 * kind. Two parts may hold copies of a span; readers drop them.
 *
 * <p>Threads: safe for any number of readers; the readers and matchers it hands out belong to one
 * thread each.
 *
 * <p>Errors: reading damaged data throws {@link dev.clew.store.StoreException} naming file and
 * offset.
 */
public interface Part {

  /** Span rows per block; the last block may have fewer. */
  int BLOCK_ROWS = 4096;

  /** Words of a bitmap over one block. */
  int BLOCK_WORDS = BLOCK_ROWS / Long.SIZE;

  /** How many spans the part holds. */
  int rowCount();

  /**
   * What this part is a state of: of two parts with the same lineage, the one with more rows begins
   * with the rows of the other.
   */
  default Object lineage() {
    return this;
  }

  /** How many blocks the span rows make. */
  default int blockCount() {
    return (rowCount() + BLOCK_ROWS - 1) / BLOCK_ROWS;
  }

  /** How many rows a block has. */
  default int blockRows(int block) {
    return Math.min(BLOCK_ROWS, rowCount() - block * BLOCK_ROWS);
  }

  /** The earliest span start of a block, epoch nanoseconds. */
  long startNanosMin(int block);

  /** The latest span start of a block, epoch nanoseconds. */
  long startNanosMax(int block);

  /** The traces these spans belong to. */
  TraceIndex traces();

  /**
   * The trace of a span, as an ordinal of {@link #traces()}.
   *
   * <p>Cost: O(log n); for many spans of a block {@link #traceOrdinals} is cheaper.
   */
  int traceOrdinal(int row);

  /** The trace of each span of a block, as an ordinal of {@link #traces()}. */
  void traceOrdinals(int block, int[] target);

  /** The start of each span of a block, epoch nanoseconds. */
  void startNanos(int block, long[] target);

  /**
   * The row of each span's parent, or -1 for a root and for a parent that this part does not hold.
   */
  void parentRows(int block, int[] target);

  /**
   * Prepares a question about a field that spans have by themselves, i.e. not {@link
   * Field.Intrinsic#isOfTrace() of the trace} and not {@link Field.Intrinsic#CHILD_COUNT}.
   *
   * <p>Cost: resolves the predicate against the dictionaries of the columns concerned, once.
   */
  BlockMatcher matcher(Field field, ValuePredicate predicate);

  /** Prepares reading the values of a field, with the same restriction as {@link #matcher}. */
  ValueReader values(Field field);

  /**
   * Appends spans to a builder, complete with resource, scope, events and links, in the order
   * given.
   *
   * @param rows span rows; cheapest when ascending
   */
  default void copy(int[] rows, SpanBatchBuilder target) {
    copy(rows, Projection.ALL, target);
  }

  /** As {@link #copy(int[], SpanBatchBuilder)}, but reads no column that is not wanted. */
  void copy(int[] rows, Projection wanted, SpanBatchBuilder target);

  /** The columns of the part, for writing it anew; the order is stable. */
  List<ColumnKey> columns();

  /** How many rows a table has. */
  int rowCount(PartTable table);

  /** Opens one of {@link #columns()} for reading block by block. */
  ColumnReader column(ColumnKey key);

  /**
   * Gives back the memory that reading has taken and that can be had again, such as the pages of a
   * mapped file. Readers go on as before.
   */
  default void unload() {}
}
