// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.diagnosis;

import dev.clew.analysis.contrast.Contrast;
import dev.clew.analysis.rootcause.RootCauses;
import dev.clew.analysis.selection.AnalysisQuery;
import dev.clew.analysis.selection.Requests;
import dev.clew.analysis.selection.TraceFeed;
import dev.clew.analysis.statistics.Quantiles;
import dev.clew.analysis.statistics.Samples;
import dev.clew.analysis.trace.Concepts;
import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.Projection;
import dev.clew.model.TraceId;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads two sets of traces and holds them in memory: as many as their queries allow, and no more
 * than {@value #SPANS_MAX} spans.
 *
 * <p>Threads: one at a time; use once.
 */
final class Selections {

  static final int SPANS_MAX = 500_000;

  private static final Projection READS = Contrast.READS.and(RootCauses.READS);
  private static final Pattern VERSION = Pattern.compile("/versions/[^/\\s]+");
  private static final int ENOUGH = 20;
  private static final double SLOW = 0.95;

  private final TraceFeed feed;
  private final List<TraceView> selected = new ArrayList<>();
  private final List<TraceView> reference = new ArrayList<>();
  private @Nullable String incomplete;
  private boolean partial;
  private long spans;

  Selections(TraceReader reader) {
    this.feed = new TraceFeed(reader, Selections::withoutVersion);
  }

  /**
   * The name of a span without the version in a route, as in {@code /v2/models/m/versions/7/infer}:
   * calls of two versions are calls of one operation. Otherwise there would be nothing to compare
   * them with, and whoever chooses the version would seem to call something else.
   */
  static String withoutVersion(String name) {
    return name.contains("/versions/") ? VERSION.matcher(name).replaceAll("/versions/*") : name;
  }

  private static AnalysisQuery named(AnalysisQuery query) {
    return new AnalysisQuery(
        query.service(),
        query.operation().map(Selections::withoutVersion),
        query.filter(),
        query.range(),
        query.tracesMax());
  }

  List<TraceView> selected() {
    return selected;
  }

  List<TraceView> reference() {
    return reference;
  }

  /** How many spans both have together. */
  long spans() {
    return spans;
  }

  /** Why not all traces are there, in words. */
  Optional<String> incomplete() {
    return Optional.ofNullable(incomplete);
  }

  /** Whether a limit of the query, or damage, is the reason. */
  boolean isPartial() {
    return partial;
  }

  /** Reads both sets. */
  void read(AnalysisQuery query, Comparison comparison, QueryContext context) {
    switch (comparison) {
      case Comparison.Slow slow -> splitSlow(query, slow.thresholdNanos(), context);
      case Comparison.Failed _ -> splitFailed(query, context);
      case Comparison.Versions versions -> splitVersions(query, versions, context);
      case Comparison.Baseline baseline -> readBoth(query, baseline.query(), context);
      case Comparison.Search search -> readBoth(query, search.query(), context);
    }
  }

  private void readBoth(AnalysisQuery query, AnalysisQuery other, QueryContext context) {
    read(query, context, selected);
    Set<TraceId> known = new HashSet<>();
    selected.forEach(view -> known.add(view.traceId()));
    List<TraceView> others = new ArrayList<>();
    read(other, context, others);
    for (TraceView view : others) {
      if (!known.contains(view.traceId())) {
        reference.add(view);
      }
    }
  }

  private void splitFailed(AnalysisQuery query, QueryContext context) {
    Requests requests = new Requests(named(query));
    split(
        query,
        context,
        view -> {
          boolean[] failed = new boolean[1];
          requests.forEachRow(view, row -> failed[0] |= view.isError(row));
          return failed[0];
        });
  }

  private void splitVersions(
      AnalysisQuery query, Comparison.Versions versions, QueryContext context) {
    List<TraceView> all = new ArrayList<>();
    read(query, context, all);
    SpanAttribute version = Concepts.concept(versions.key());
    SpanAttribute model = new Concepts().modelName();
    for (TraceView view : all) {
      boolean hasBaseline = false;
      boolean hasCandidate = false;
      for (int row = 0; row < view.size(); row++) {
        String value = version.text(view, row);
        if (value != null && isOfModel(versions, model.text(view, row))) {
          hasBaseline |= value.equals(versions.baseline());
          hasCandidate |= value.equals(versions.candidate());
        }
      }
      if (hasCandidate) {
        selected.add(view);
      } else if (hasBaseline) {
        reference.add(view);
      }
    }
  }

  private static boolean isOfModel(Comparison.Versions versions, @Nullable String model) {
    return versions.model().isEmpty() || Objects.equals(model, versions.model().get());
  }

  private void splitSlow(AnalysisQuery query, OptionalLong threshold, QueryContext context) {
    List<TraceView> all = new ArrayList<>();
    read(query, context, all);
    Requests requests = new Requests(named(query));
    Map<Integer, Double> limits = threshold.isPresent() ? Map.of() : limits(all, requests);
    double fixed = threshold.isPresent() ? threshold.getAsLong() : Double.POSITIVE_INFINITY;
    for (TraceView view : all) {
      boolean[] slow = new boolean[1];
      requests.forEachRow(
          view,
          row -> {
            long nanos = view.durationNanos(row);
            double limit = limits.getOrDefault(view.operation(row), Double.POSITIVE_INFINITY);
            slow[0] |= nanos >= fixed || nanos > limit;
          });
      (slow[0] ? selected : reference).add(view);
    }
  }

  /** The 95th percentile of each operation's requests, where there are enough to tell. */
  private static Map<Integer, Double> limits(List<TraceView> views, Requests requests) {
    Map<Integer, Samples> durations = new HashMap<>();
    for (TraceView view : views) {
      requests.forEachRow(
          view,
          row ->
              durations
                  .computeIfAbsent(view.operation(row), _ -> new Samples())
                  .add((double) view.durationNanos(row)));
    }
    Map<Integer, Double> limits = new HashMap<>();
    durations.forEach((operation, samples) -> {
      if (samples.size() >= ENOUGH) {
        limits.put(operation, Quantiles.at(samples.sorted(), SLOW));
      }
    });
    return limits;
  }

  private void split(AnalysisQuery query, QueryContext context, Predicate<TraceView> isSelected) {
    List<TraceView> all = new ArrayList<>();
    read(query, context, all);
    for (TraceView view : all) {
      (isSelected.test(view) ? selected : reference).add(view);
    }
  }

  private void read(AnalysisQuery query, QueryContext context, List<TraceView> into) {
    TraceFeed.End end =
        feed.forEach(
            query,
            READS,
            context,
            view -> {
              if (spans + view.size() <= SPANS_MAX) {
                spans += view.size();
                into.add(view);
              } else {
                incomplete = "only traces with " + SPANS_MAX + " spans together were used";
              }
            });
    partial |= end.partial();
    if (incomplete == null || end.partial()) {
      incomplete = end.incomplete().orElse(incomplete);
    }
  }
}
