// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.query.Field;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.ColumnKey;
import dev.clew.store.segment.part.ColumnReader;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.PartTable;
import dev.clew.store.segment.part.TraceIndex;
import dev.clew.store.segment.part.ValuePredicate;
import dev.clew.store.segment.part.ValueReader;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A head as it was when it was published: the reading side of {@link Head}. */
public final class HeadPart implements Part {

  final Head head;
  final Dictionary.View dictionary;
  final HeadTraces traces;
  final int eventCount;
  final int linkCount;
  final int resourceCount;
  final int scopeCount;
  final int signatureCount;
  final int columnCount;
  final int overflow; // bit set of scopes, see ColumnTable

  private final EnumMap<PartTable, SortedEntries> sortedEntries = new EnumMap<>(PartTable.class);
  private final ReentrantLock lock = new ReentrantLock(); // of sortedEntries
  private final int rowCount;
  private final long lastStartNanosMin;
  private final long lastStartNanosMax;

  HeadPart(Head head) {
    this.head = head;
    rowCount = head.spans.size();
    eventCount = head.events.size();
    linkCount = head.links.size();
    resourceCount = head.resources.size();
    scopeCount = head.scopes.size();
    signatureCount = head.signatures.size();
    columnCount = head.columns.size();
    overflow = head.columns.overflow();
    dictionary = head.dictionary.view();
    traces = new HeadTraces(head);
    SpanBlock last = rowCount == 0 ? null : head.spans.block((rowCount - 1) / BLOCK_ROWS);
    lastStartNanosMin = last == null ? 0 : last.startNanosMin;
    lastStartNanosMax = last == null ? 0 : last.startNanosMax;
  }

  @Override
  public int rowCount() {
    return rowCount;
  }

  @Override
  public Object lineage() {
    return head;
  }

  @Override
  public long startNanosMin(int block) {
    return block == blockCount() - 1 ? lastStartNanosMin : head.spans.block(block).startNanosMin;
  }

  @Override
  public long startNanosMax(int block) {
    return block == blockCount() - 1 ? lastStartNanosMax : head.spans.block(block).startNanosMax;
  }

  @Override
  public TraceIndex traces() {
    return traces;
  }

  @Override
  public int traceOrdinal(int row) {
    return head.spans.block(row / BLOCK_ROWS).traces[row % BLOCK_ROWS];
  }

  @Override
  public void traceOrdinals(int block, int[] target) {
    System.arraycopy(head.spans.block(block).traces, 0, target, 0, blockRows(block));
  }

  @Override
  public void startNanos(int block, long[] target) {
    System.arraycopy(head.spans.block(block).startNanos, 0, target, 0, blockRows(block));
  }

  @Override
  public void parentRows(int block, int[] target) {
    SpanBlock spans = head.spans.block(block);
    HeadTraces.RowFinder finder = traces.new RowFinder();
    for (int index = 0, rows = blockRows(block); index < rows; index++) {
      long parent = spans.parentSpanIds[index];
      target[index] =
          parent == 0 ? -1 : finder.rowOf(spans.traces[index], parent, block * BLOCK_ROWS + index);
    }
  }

  @Override
  public BlockMatcher matcher(Field field, ValuePredicate predicate) {
    return HeadMatcher.of(this, field, predicate);
  }

  @Override
  public ValueReader values(Field field) {
    return new HeadValueReader(this, HeadFields.of(this, field));
  }

  @Override
  public void copy(int[] rows, Projection wanted, SpanBatchBuilder target) {
    RowCopier copier = new RowCopier(this, wanted, target);
    for (int row : rows) {
      copier.copy(row);
    }
  }

  @Override
  public List<ColumnKey> columns() {
    return HeadColumns.keys(this);
  }

  @Override
  public int rowCount(PartTable table) {
    return switch (table) {
      case RESOURCE -> resourceCount;
      case SCOPE -> scopeCount;
      case SPAN -> rowCount;
      case EVENT -> eventCount;
      case LINK -> linkCount;
    };
  }

  @Override
  public ColumnReader column(ColumnKey key) {
    return HeadColumns.open(this, key);
  }

  /** The entries of a table by column; sorted when first asked for, and kept. */
  SortedEntries sortedEntries(PartTable table) {
    lock.lock();
    try {
      return sortedEntries.computeIfAbsent(
          table, _ -> new SortedEntries(entries(table), rowCount(table), columnCount));
    } finally {
      lock.unlock();
    }
  }

  private EntryRows entries(PartTable table) {
    return switch (table) {
      case RESOURCE -> head.resources.rows();
      case SCOPE -> head.scopes.rows();
      case SPAN -> head.spans.entries();
      case EVENT -> head.events.entries();
      case LINK -> head.links.entries();
    };
  }

  /** How many strings were known when a block ended; none of the others is in it. */
  int dictionarySizeAfter(int block) {
    return block == blockCount() - 1
        ? dictionary.size()
        : head.spans.block(block + 1).dictionarySize;
  }
}
