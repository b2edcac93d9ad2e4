// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.version.VersionAnalysis;
import dev.clew.analysis.version.VersionReport;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.List;

/** Compares versions of models over the traces of a query. Threads: one at a time; use once. */
public final class VersionSearch {

  private final AnalysisQuery query;
  private final TraceFeed feed;
  private final VersionAnalysis versions;

  /** A comparison of these versions. */
  public VersionSearch(TraceReader reader, AnalysisQuery query, VersionAnalysis.Versions versions) {
    this.query = query;
    this.feed = new TraceFeed(reader);
    this.versions = new VersionAnalysis(feed.names(), versions);
  }

  /** The answer, and what it stands on. */
  public record Answer(Coverage coverage, List<VersionReport> versions) {
    public Answer {
      versions = List.copyOf(versions);
    }
  }

  /** Reads the traces and answers. */
  public Answer answer(QueryContext context) {
    Coverage stoodOn = new CoverageCounter().read(feed, query, List.of(versions), context);
    return new Answer(stoodOn, versions.result());
  }
}
