// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.Evidence;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.path.CriticalPathFinder;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.trace.TraceView;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;

/**
 * What would have been if an operation, or a whole service, had taken no time: each request's
 * critical path is found again without those spans.
 *
 * <p>Threads: one at a time; use once.
 */
public final class WhatIf {

  private final AnalysisQuery query;
  private final TraceFeed feed;
  private final String service;
  private final String operation;
  private final CriticalPathFinder finder = new CriticalPathFinder();
  private final Distribution before = new Distribution();
  private final Distribution after = new Distribution();
  private final EvidenceCollector evidence = new EvidenceCollector();
  private double affected;

  /**
   * A question to the traces of a query.
   *
   * @param service the service thought away
   * @param operation its operation; empty for all of them
   */
  public WhatIf(TraceReader reader, AnalysisQuery query, String service, String operation) {
    this.query = query;
    this.feed = new TraceFeed(reader);
    this.service = service;
    this.operation = operation;
  }

  /**
   * The answer.
   *
   * @param beforeNanos how long requests took
   * @param afterNanos how long they would have taken
   * @param affected requests that would have been faster
   * @param incomplete why not all traces were used; empty if they were
   */
  public record Answer(
      Distribution.Summary beforeNanos,
      Distribution.Summary afterNanos,
      double affected,
      Evidence evidence,
      String incomplete) {}

  /** Reads the traces and answers. */
  public Answer answer(QueryContext context) {
    Requests requests = new Requests(query);
    TraceFeed.End end =
        feed.forEach(
            query, context, view -> requests.forEach(view, request -> add(view, request.root())));
    return new Answer(
        before.summary(),
        after.summary(),
        affected,
        evidence.evidence(),
        end.incomplete().orElse(""));
  }

  private void add(TraceView view, int root) {
    int gone = view.names().findService(service);
    long saved =
        finder
            .findWithout(view, root, row -> row != root && isGone(view, row, gone))
            .removedNanos();
    before.add(view.durationNanos(root), view.weight());
    after.add(view.durationNanos(root) - saved, view.weight());
    if (saved > 0) {
      affected += view.weight();
      evidence.add(view.traceId(), saved);
    }
  }

  private boolean isGone(TraceView view, int row, int gone) {
    return view.service(row) == gone
        && (operation.isEmpty() || view.operationName(row).equals(operation));
  }
}
