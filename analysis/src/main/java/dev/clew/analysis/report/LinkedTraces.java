// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.report;

import dev.clew.analysis.aggregate.BatchAnalysis;
import dev.clew.analysis.aggregate.Batches;
import dev.clew.analysis.figure.Words;
import dev.clew.analysis.path.BatchWaits;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.model.TraceId;
import dev.clew.store.TraceReader;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.FoundPage;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the traces that may hold batches of requests: those that spans on the requests' paths link
 * to, and those of the same time with links of their own. Each is read once, up to {@value
 * #TRACES_MAX}; what most requests link to comes first.
 *
 * <p>Threads: one at a time.
 */
final class LinkedTraces {

  private static final int TRACES_MAX = 20_000;

  /** How long a batch may have run before the first request began to wait for it. */
  private static final long BEFORE_NANOS = Duration.ofMinutes(1).toNanos();

  private final TraceReader reader;
  private final TraceFeed feed;
  private final int tracesMax;

  LinkedTraces(TraceReader reader, TraceFeed feed) {
    this(reader, feed, TRACES_MAX);
  }

  LinkedTraces(TraceReader reader, TraceFeed feed, int tracesMax) {
    this.reader = reader;
    this.feed = feed;
    this.tracesMax = tracesMax;
  }

  /** The answer of an analysis that has been given all requests. */
  Batches batches(BatchAnalysis analysis, QueryContext context) {
    BatchWaits waits = analysis.waits();
    if (waits.pathTraces().isEmpty()) {
      return new Batches(0, Optional.empty(), List.of());
    }
    List<TraceId> linked = waits.linkedTraces();
    Set<TraceId> ids = new LinkedHashSet<>(linked);
    FoundPage linking = reader.find(linking(waits), context);
    for (TraceId id : linking.ids()) {
      if (!waits.pathTraces().contains(id)) {
        ids.add(id);
      }
    }
    List<TraceId> read = ids.stream().limit(tracesMax).toList();
    List<String> missing = new ArrayList<>();
    if (waits.isFull()) {
      missing.add("not all requests were followed: there are too many");
    }
    if (read.size() < linked.size()) {
      missing.add("that is not all, requests link to " + Words.count(linked.size()));
    } else if (read.size() < ids.size() || linking.next().isPresent()) {
      missing.add("more traces of that time have links, and may hold batches");
    }
    linking.stats().partial().map(TraceFeed::reason).ifPresent(missing::add);
    long[] found = new long[1];
    TraceFeed.End end =
        feed.forEachOf(
            read,
            waits.reads(),
            context,
            view -> {
              found[0]++;
              waits.addTrace(view);
            });
    end.incomplete().ifPresent(missing::add);
    return new Batches(
        found[0],
        missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing)),
        analysis.result());
  }

  private TraceQuery linking(BatchWaits waits) {
    return TraceQuery.newest(
        new SpanFilter.Exists(Intrinsic.LINK_TRACE_ID),
        new TimeRange(Math.max(0, waits.startNanos() - BEFORE_NANOS), waits.endNanos()),
        tracesMax + waits.pathTraces().size());
  }
}
