// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.figure.Distribution;
import dev.clew.analysis.figure.Evidence;
import dev.clew.analysis.figure.EvidenceCollector;
import dev.clew.analysis.path.TraceSchedule;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.trace.TraceView;
import dev.clew.analysis.trace.TraceViews;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.Arrays;

/**
 * What would have been if an operation, or a whole service, had been faster: in each request, its
 * spans take less of their time, and what waited for them follows sooner, see {@link
 * TraceSchedule}.
 *
 * <p>Threads: one at a time; use once.
 */
public final class WhatIf {

  private final AnalysisQuery query;
  private final TraceFeed feed;
  private final String service;
  private final String operation;
  private final double faster;
  private final TraceSchedule schedule = new TraceSchedule();
  private final Distribution before = new Distribution();
  private final Distribution after = new Distribution();
  private final EvidenceCollector evidence = new EvidenceCollector();
  private int[] rows = new int[64];
  private double affected;

  /**
   * A question to the traces of a query.
   *
   * @param service the service thought away
   * @param operation its operation; empty for all of them
   * @param faster the part of its time that is thought away, more than 0 and up to 1
   */
  public WhatIf(
      TraceReader reader, AnalysisQuery query, String service, String operation, double faster) {
    if (!(faster > 0 && faster <= 1)) {
      throw new IllegalArgumentException("faster: " + faster + " (expected: more than 0, up to 1)");
    }
    this.faster = faster;
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
            query,
            TraceViews.READS,
            context,
            view -> requests.forEachRow(view, row -> add(view, row)));
    return new Answer(
        before.summary(),
        after.summary(),
        affected,
        evidence.evidence(),
        end.incomplete().orElse(""));
  }

  private void add(TraceView view, int root) {
    int gone = view.names().findService(service);
    int count = 0;
    for (int row = root + 1; row < view.subtreeEnd(root); row++) {
      if (isGone(view, row, gone)) {
        rows = count < rows.length ? rows : Arrays.copyOf(rows, count * 2);
        rows[count++] = row;
      }
    }
    long saved = 0;
    if (count > 0) {
      schedule.load(view, root);
      saved =
          view.durationNanos(root) - schedule.durationNanos(view, root, rows, count, 1 - faster);
    }
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
