// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.zipkin;

import dev.clew.codec.zipkin.ZipkinView;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.store.TraceChunks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links the calls of traces that come in any order, many to a chunk and each whole. A caller may
 * know the first half of an id that its callee has dropped: ids with the same last half are of one
 * trace, which is linked once all of them have come.
 *
 * <p>Memory: the traces of one chunk, and those of which only some ids have come.
 */
final class TraceLinker {

  /** What has come of a trace. */
  private static final class Pending {
    private final CallTree tree = new CallTree();
    private int idsLeft;
  }

  private final TraceWindow window;
  private final ServiceLinks links;
  private final Map<Long, Pending> pending = new HashMap<>();

  /** Adds to the links what is called in traces of the window. */
  TraceLinker(TraceWindow window, ServiceLinks links) {
    this.window = window;
    this.links = links;
  }

  /** Links traces that were found by these ids, each once. */
  void link(List<TraceId> ids, TraceChunks chunks) {
    for (TraceId id : ids) {
      pending.computeIfAbsent(id.low(), _ -> new Pending()).idsLeft++;
    }
    chunks.forEachRemaining(this::add);
    pending.values().forEach(incomplete -> links.add(incomplete.tree));
    pending.clear();
  }

  private void add(SpanBatch chunk) {
    ZipkinView view = new ZipkinView(chunk);
    rowsByTrace(chunk)
        .forEach((id, rows) -> {
          Pending trace = pending.computeIfAbsent(id.low(), _ -> new Pending());
          if (window.contains(chunk, view, rows)) {
            trace.tree.add(chunk, view, rows);
          }
          trace.idsLeft--;
          if (trace.idsLeft <= 0) {
            links.add(trace.tree);
            pending.remove(id.low());
          }
        });
  }

  private static Map<TraceId, List<Integer>> rowsByTrace(SpanBatch chunk) {
    Map<TraceId, List<Integer>> rows = new LinkedHashMap<>();
    List<Integer> ofTrace = List.of();
    for (int row = 0; row < chunk.spanCount(); row++) {
      if (row == 0 || !isSameTrace(chunk, row - 1, row)) {
        ofTrace = rows.computeIfAbsent(chunk.traceId(row), _ -> new ArrayList<>());
      }
      ofTrace.add(row);
    }
    return rows;
  }

  private static boolean isSameTrace(SpanBatch chunk, int row, int other) {
    return chunk.traceIdLow(row) == chunk.traceIdLow(other)
        && chunk.traceIdHigh(row) == chunk.traceIdHigh(other);
  }
}
