// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.model.BytesTable;
import dev.clew.model.Projection;
import dev.clew.model.Projection.Detail;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes {@link TraceView}s of span batches: of the chunks that {@link
 * dev.clew.store.TraceReader#trace} gives, or of any others. All views that one object makes share
 * its {@link TraceNames}.
 *
 * <pre>{@code
 * TraceViews views = new TraceViews();
 * try (TraceChunks chunks = reader.trace(id, context)) {
 *   views.forEach(chunks.toList(), view -> ...);
 * }
 * }</pre>
 *
 * <p>Threads: one at a time. Cost: O(n log n) for n spans; scratch arrays are reused, so what is
 * allocated for a trace is its view.
 */
public final class TraceViews {

  /** What has to be read of spans for views of them; analyses may want more. */
  public static final Projection READS =
      BatchCodes.READS.and(Projection.of(Detail.TRACE_STATE)); // which has the weight

  private static final byte CONSUMER = (byte) SpanKind.CONSUMER.ordinal();

  private final TraceNames names;
  private final SpanScratch spans = new SpanScratch();
  private final ParentFinder parents = new ParentFinder();
  private final StartOrder startOrder = new StartOrder();
  private int[] order = new int[32]; // spans by start
  private int[] childEnd = new int[32]; // by span: one past its children in childrenOf
  private int[] childrenOf = new int[32];
  private int[] stack = new int[32];
  private int[] rowOf = new int[32]; // by span

  /** Views with span names as they were sent. */
  public TraceViews() {
    this(UnaryOperator.identity());
  }

  /** Views in which spans are called what {@code naming} makes of their names. */
  public TraceViews(UnaryOperator<String> naming) {
    this.names = new TraceNames(naming);
  }

  /** What the codes in the views mean; it grows with every view that is made. */
  public TraceNames names() {
    return names;
  }

  /**
   * The traces that these batches hold, in the order of their first span. Batches may hold any
   * traces, and a trace may be spread over several; what stands outside these batches is not part
   * of its view.
   */
  public List<TraceView> list(List<SpanBatch> batches) {
    List<TraceView> views = new ArrayList<>();
    forEach(batches, views::add);
    return views;
  }

  /** As {@link #list}, one after the other. */
  public void forEach(List<SpanBatch> batches, Consumer<TraceView> action) {
    List<SpanBatch> kept = List.copyOf(batches);
    SpanRefs refs = new SpanRefs(kept);
    BatchCodes[] codes = new BatchCodes[kept.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = new BatchCodes(kept.get(i), names);
    }
    for (int trace = 0; trace < refs.traceCount(); trace++) {
      action.accept(view(refs, trace, kept, codes));
    }
  }

  private TraceView view(SpanRefs refs, int trace, List<SpanBatch> batches, BatchCodes[] codes) {
    spans.load(refs, trace, batches, codes);
    reserve(spans.count);
    parents.link(spans, names);
    int kept = startOrder.sort(spans, order);
    int rootCount = gatherChildren(kept);
    TraceColumns columns = new TraceColumns(kept, rootCount);
    placeRows(columns, rootCount);
    fillColumns(columns, refs, trace, batches, codes);
    linkRows(columns);
    SpanBatch first = batches.get(refs.batch(refs.begin(trace)));
    TraceId id = first.traceId(refs.row(refs.begin(trace)));
    return new TraceView(id, names, columns, batches, weight(columns, batches));
  }

  /**
   * Lists children by parent, in order of start, and moves the roots to the front of {@code order},
   * the main root first. Returns how many roots there are.
   */
  private int gatherChildren(int kept) {
    Arrays.fill(childEnd, 0, spans.count, 0);
    for (int i = 0; i < kept; i++) {
      int parent = spans.parent[order[i]];
      if (parent != TraceView.NONE) {
        childEnd[parent]++;
      }
    }
    int sum = 0;
    for (int span = 0; span < spans.count; span++) {
      int count = childEnd[span];
      childEnd[span] = sum; // the begin, until the children are there
      sum += count;
    }
    int rootCount = 0;
    int main = 0;
    for (int i = 0; i < kept; i++) {
      int span = order[i];
      int parent = spans.parent[span];
      if (parent != TraceView.NONE) {
        childrenOf[childEnd[parent]++] = span;
      } else {
        order[rootCount] = span;
        main = isMain(span, order[main]) ? rootCount : main;
        rootCount++;
      }
    }
    if (main > 0) {
      int span = order[main];
      System.arraycopy(order, 0, order, 1, main);
      order[0] = span;
    }
    return rootCount;
  }

  /** Whether a root is the main one rather than another, which starts first. */
  private boolean isMain(int root, int other) {
    if (lasts(root) != lasts(other)) {
      return lasts(root);
    }
    boolean isSent = spans.parentId[root] == 0;
    if (isSent || spans.parentId[other] == 0) {
      return isSent && spans.parentId[other] != 0;
    }
    boolean isConsumer = spans.kind[root] == CONSUMER;
    return isConsumer == (spans.kind[other] == CONSUMER)
        ? spans.end[root] - spans.start[root] > spans.end[other] - spans.start[other]
        : !isConsumer;
  }

  private boolean lasts(int span) {
    return spans.end[span] > spans.start[span];
  }

  /** Gives every span its row, depth first. */
  private void placeRows(TraceColumns columns, int rootCount) {
    int top = 0;
    for (int root = rootCount - 1; root >= 0; root--) {
      stack[top++] = order[root];
    }
    int row = 0;
    while (top > 0) {
      int span = stack[--top];
      int parent = spans.parent[span];
      rowOf[span] = row;
      columns.parent[row] = parent == TraceView.NONE ? TraceView.NONE : rowOf[parent];
      columns.depth[row] = parent == TraceView.NONE ? 0 : columns.depth[rowOf[parent]] + 1;
      row++;
      int begin = span == 0 ? 0 : childEnd[span - 1];
      for (int child = childEnd[span] - 1; child >= begin; child--) {
        stack[top++] = childrenOf[child];
      }
    }
  }

  private void fillColumns(
      TraceColumns columns, SpanRefs refs, int trace, List<SpanBatch> batches, BatchCodes[] codes) {
    int begin = refs.begin(trace);
    for (int span = 0; span < spans.count; span++) {
      if (spans.dropped[span]) {
        continue;
      }
      int row = rowOf[span];
      int batch = refs.batch(begin + span);
      int batchRow = refs.row(begin + span);
      columns.spanId[row] = spans.id[span];
      columns.parentSpanId[row] = spans.parentId[span];
      columns.startNanos[row] = spans.start[span];
      columns.endNanos[row] = spans.end[span];
      columns.operation[row] = spans.operation[span];
      columns.kind[row] = spans.kind[span];
      columns.flags[row] = spans.flags[span];
      columns.status[row] = (byte) batches.get(batch).status(batchRow).ordinal();
      columns.host[row] = codes[batch].host(batchRow);
      columns.batch[row] = batch;
      columns.batchRow[row] = batchRow;
    }
  }

  /** Children by row, and where each subtree ends. */
  private void linkRows(TraceColumns columns) {
    int rows = columns.parent.length;
    int[] size = stack; // its work is done
    Arrays.fill(size, 0, rows, 1);
    for (int row = rows - 1; row >= 0; row--) {
      columns.subtreeEnd[row] = row + size[row];
      int parent = columns.parent[row];
      if (parent != TraceView.NONE) {
        size[parent] += size[row];
        columns.childBegin[parent + 1]++;
      }
    }
    for (int row = 0; row < rows; row++) {
      columns.childBegin[row + 1] += columns.childBegin[row];
    }
    int[] next = stack;
    System.arraycopy(columns.childBegin, 0, next, 0, rows);
    for (int row = 0; row < rows; row++) {
      int parent = columns.parent[row];
      if (parent != TraceView.NONE) {
        columns.children[next[parent]++] = row;
      }
    }
  }

  private static double weight(TraceColumns columns, List<SpanBatch> batches) {
    for (int row = 0; row < columns.batch.length; row++) {
      SpanBatch batch = batches.get(columns.batch[row]);
      int traceState = batch.traceStateRef(columns.batchRow[row]);
      if (traceState != BytesTable.EMPTY) {
        double count = SamplingThreshold.adjustedCount(batch.strings().string(traceState));
        if (count > 0) {
          return count;
        }
      }
    }
    return 1;
  }

  private void reserve(int count) {
    if (order.length < count) {
      int capacity = Math.max(count, order.length * 2);
      order = new int[capacity];
      childEnd = new int[capacity];
      childrenOf = new int[capacity];
      stack = new int[capacity];
      rowOf = new int[capacity];
    }
  }
}
