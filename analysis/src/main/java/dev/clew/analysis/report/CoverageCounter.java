// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.figure.Request;
import dev.clew.analysis.figure.RequestAnalysis;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import dev.clew.store.query.QueryContext;
import java.util.List;

/** Counts what an answer stands on. Threads: one at a time. */
final class CoverageCounter {

  private long traces;
  private long spans;
  private long requests;
  private double weight;
  private long startNanos = Long.MAX_VALUE;
  private long endNanos = Long.MIN_VALUE;

  /** Hands every request of a query to some analyses, and says what their answers stand on. */
  Coverage read(
      TraceFeed feed,
      AnalysisQuery query,
      List<RequestAnalysis<?>> analyses,
      QueryContext context) {
    Requests requests = new Requests(query);
    Projection reads = Projection.of();
    for (RequestAnalysis<?> analysis : analyses) {
      reads = reads.and(analysis.reads());
    }
    TraceFeed.End end =
        feed.forEach(
            query,
            reads,
            context,
            view -> {
              add(view);
              requests.forEach(
                  view,
                  request -> {
                    add(request);
                    analyses.forEach(analysis -> analysis.add(request));
                  });
            });
    return coverage(end);
  }

  void add(TraceView view) {
    traces++;
    spans += view.size();
  }

  void add(Request request) {
    requests++;
    weight += request.weight();
    startNanos = Math.min(startNanos, request.view().startNanos(request.root()));
    endNanos = Math.max(endNanos, request.view().startNanos(request.root()));
  }

  Coverage coverage(TraceFeed.End end) {
    return new Coverage(
        traces,
        end.matching(),
        spans,
        requests,
        weight,
        requests == 0 ? 0 : startNanos,
        requests == 0 ? 0 : endNanos,
        end.incomplete(),
        end.partial());
  }
}
