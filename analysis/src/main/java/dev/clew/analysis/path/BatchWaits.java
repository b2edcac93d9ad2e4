// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.path;

import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the links of a critical path into batches. A span on the path that has nothing to do but
 * wait for a batch is linked with it, in one direction or both; where its own sections lie within
 * the batch, the time is the batch's. The sections themselves stay, and tile the root as before.
 *
 * <p>Threads: one at a time. Cost: linear in the spans and links of the traces.
 */
public final class BatchWaits {

  private final SpanAttribute batchSize = Concepts.concept("ml.batch.size");

  /** A span, wherever it is. */
  private record SpanKey(TraceId trace, long span) {}

  /** A span of another place, and its row there. */
  private record Batch(TraceView view, int row) {}

  /** The other traces that spans on a path link to, in the order of the path, each once. */
  public static Set<TraceId> linkedTraces(CriticalPath path) {
    Set<TraceId> traces = new LinkedHashSet<>();
    for (int i = 0; i < path.spanCount(); i++) {
      links(path.view(), path.span(i)).forEach(link -> traces.add(link.trace()));
    }
    traces.remove(path.view().traceId());
    return traces;
  }

  /**
   * What a path waited for in batches, in order of time; no moment counts twice.
   *
   * @param others traces with spans that are linked with the path's; batches in the path's own
   *     trace are found without
   */
  public List<BatchWait> of(CriticalPath path, List<TraceView> others) {
    Map<Integer, Set<Batch>> batches = batches(path, others);
    List<BatchWait> waits = new ArrayList<>();
    for (int section = 0; section < path.sectionCount(); section++) {
      long at = path.startNanos(section);
      List<Batch> ofRow = new ArrayList<>(batches.getOrDefault(path.row(section), Set.of()));
      ofRow.sort(
          Comparator.<Batch>comparingLong(batch -> batch.view().startNanos(batch.row()))
              .thenComparing(batch -> batch.view().traceId())
              .thenComparingInt(Batch::row));
      for (Batch batch : ofRow) {
        TraceView view = batch.view();
        long from = Math.max(at, view.startNanos(batch.row()));
        long to = Math.min(path.endNanos(section), view.endNanos(batch.row()));
        if (from < to) {
          waits.add(
              new BatchWait(
                  path.row(section),
                  view.traceId(),
                  view.spanId(batch.row()),
                  view.serviceName(batch.row()),
                  view.operationName(batch.row()),
                  size(batch),
                  from,
                  to));
          at = to;
        }
      }
    }
    return waits;
  }

  /** By row on the path: the spans that it links to, or that link to it. */
  private static Map<Integer, Set<Batch>> batches(CriticalPath path, List<TraceView> others) {
    TraceView own = path.view();
    Map<SpanKey, Integer> waiting = new HashMap<>();
    Map<SpanKey, List<Integer>> linked = new HashMap<>();
    for (int i = 0; i < path.spanCount(); i++) {
      int row = path.span(i);
      waiting.put(new SpanKey(own.traceId(), own.spanId(row)), row);
      links(own, row)
          .forEach(link -> linked.computeIfAbsent(link, _ -> new ArrayList<>()).add(row));
    }
    List<TraceView> views = new ArrayList<>(others);
    views.add(own);
    Map<Integer, Set<Batch>> batches = new HashMap<>();
    for (TraceView view : views) {
      for (int row = 0; row < view.size(); row++) {
        List<Integer> rows =
            new ArrayList<>(
                linked.getOrDefault(new SpanKey(view.traceId(), view.spanId(row)), List.of()));
        for (SpanKey link : links(view, row)) {
          if (waiting.containsKey(link)) {
            rows.add(waiting.get(link));
          }
        }
        for (int of : rows) {
          if (view != own || !(own.isWithin(row, of) || own.isWithin(of, row))) {
            batches.computeIfAbsent(of, _ -> new HashSet<>()).add(new Batch(view, row));
          }
        }
      }
    }
    return batches;
  }

  private long size(Batch batch) {
    double said = batchSize.number(batch.view(), batch.row());
    return said >= 1
        ? Math.round(said)
        : Math.max(1, new HashSet<>(links(batch.view(), batch.row())).size());
  }

  private static List<SpanKey> links(TraceView view, int row) {
    SpanBatch batch = view.batch(row);
    int batchRow = view.batchRow(row);
    List<SpanKey> links = new ArrayList<>();
    for (int link = batch.linkBegin(batchRow); link < batch.linkEnd(batchRow); link++) {
      TraceId trace = new TraceId(batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link));
      links.add(new SpanKey(trace, batch.linkSpanId(link)));
    }
    return links;
  }
}
