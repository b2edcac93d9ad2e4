// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.aggregate.CriticalPathAnalysis;
import dev.clew.analysis.aggregate.CriticalPaths;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;

/**
 * The critical paths of all requests of a query, from a store.
 *
 * <p>Threads: one at a time; use once.
 */
public final class CriticalPathSearch {

  private final AnalysisQuery query;
  private final TraceFeed feed;
  private final CriticalPathAnalysis analysis;

  /** A search; {@code faster} as in {@link CriticalPathAnalysis}. */
  public CriticalPathSearch(TraceReader reader, AnalysisQuery query, double faster) {
    this.query = query;
    this.feed = new TraceFeed(reader);
    this.analysis = new CriticalPathAnalysis(feed.names(), faster);
  }

  /** The answer, and what it stands on. */
  public record Answer(Coverage coverage, CriticalPaths criticalPaths) {}

  /** Reads the traces and answers. */
  public Answer answer(QueryContext context) {
    Coverage stoodOn = new CoverageCounter().read(feed, query, analysis, context);
    return new Answer(stoodOn, analysis.result());
  }
}
