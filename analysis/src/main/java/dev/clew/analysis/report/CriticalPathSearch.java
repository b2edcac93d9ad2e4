// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.aggregate.BatchAnalysis;
import dev.clew.analysis.aggregate.Batches;
import dev.clew.analysis.aggregate.CriticalPathAnalysis;
import dev.clew.analysis.aggregate.CriticalPaths;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.List;

/**
 * The critical paths of all requests of a query, from a store.
 *
 * <p>Threads: one at a time; use once.
 */
public final class CriticalPathSearch {

  private final AnalysisQuery query;
  private final TraceFeed feed;
  private final CriticalPathAnalysis analysis;
  private final BatchAnalysis batches;
  private final LinkedTraces linked;

  /** A search; {@code faster} as in {@link CriticalPathAnalysis}. */
  public CriticalPathSearch(TraceReader reader, AnalysisQuery query, double faster) {
    this.query = query;
    this.feed = new TraceFeed(reader);
    this.analysis = new CriticalPathAnalysis(feed.names(), faster);
    this.batches = new BatchAnalysis(feed.names());
    this.linked = new LinkedTraces(reader, feed);
  }

  /**
   * The answer, and what it stands on.
   *
   * @param batches what requests waited for in batches; that time is part of the critical paths of
   *     the operations that waited, too
   */
  public record Answer(Coverage coverage, CriticalPaths criticalPaths, Batches batches) {}

  /** Reads the traces and answers. */
  public Answer answer(QueryContext context) {
    Coverage stoodOn = new CoverageCounter().read(feed, query, List.of(analysis, batches), context);
    return new Answer(stoodOn, analysis.result(), linked.batches(batches, context));
  }
}
