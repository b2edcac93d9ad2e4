// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import dev.clew.model.AttributeScope;
import dev.clew.model.Span;
import dev.clew.model.StatusCode;
import dev.clew.store.query.Field;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.QueryStats;
import dev.clew.store.query.TimeRange;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupFigures;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupResult;
import dev.clew.store.rollup.RollupResult.Bucket;
import dev.clew.store.rollup.RollupResult.Series;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Figures of a rollup, from the list of all that is counted, with a resolution of a minute. */
final class ReferenceRollup {

  private static final long MINUTE_NANOS = RollupQuery.MINUTE_NANOS;
  private static final String MODEL = "ml.model.name";
  private static final String MODEL_VERSION = "ml.model.version";

  private final RollupQuery query;
  private final List<Counted> counted;
  private final TimeRange range;
  private final long stepNanos; // 0 if there is none

  /** A span, or a call by its callee's span. */
  record Counted(Map<RollupDimension, String> dimensions, Span span) {

    /** A span as {@link dev.clew.store.rollup.RollupSource#SPANS} counts it. */
    static Counted span(ReferenceTrace trace, int index) {
      Span span = trace.span(index);
      return new Counted(
          Map.of(
              RollupDimension.SERVICE, ReferenceTrace.serviceName(span),
              RollupDimension.OPERATION, span.name(),
              RollupDimension.KIND, span.kind().label(),
              RollupDimension.STATUS, span.status().code().label(),
              RollupDimension.MODEL, text(MODEL, trace, index),
              RollupDimension.MODEL_VERSION, text(MODEL_VERSION, trace, index)),
          span);
    }

    private static String text(String key, ReferenceTrace trace, int index) {
      return FieldValues.first(new Field.Attribute(AttributeScope.DERIVED, key), trace, index)
          .or(() -> FieldValues.first(new Field.SpanOrResource(key), trace, index))
          .map(PlainText::of)
          .orElse("");
    }

    private boolean matches(RollupQuery query) {
      return query.filters().entrySet().stream()
          .allMatch(filter -> filter.getValue().contains(dimensions.get(filter.getKey())));
    }

    private long minute() {
      return Math.floorDiv(span.startNanos(), MINUTE_NANOS) * MINUTE_NANOS;
    }

    private double durationNanos() {
      return Math.max(0, span.endNanos() - span.startNanos());
    }
  }

  ReferenceRollup(RollupQuery query, Stream<Counted> all) {
    this.query = query;
    TimeRange asked = query.rangeAt(MINUTE_NANOS);
    this.counted =
        all.filter(one -> asked.contains(one.span().startNanos()))
            .filter(one -> one.matches(query))
            .toList();
    this.range = closed(asked);
    this.stepNanos = query.stepNanos().orElse(range.endNanos() - range.startNanos());
  }

  /** An open end is where what matches begins or ends. */
  private TimeRange closed(TimeRange asked) {
    long first = counted.stream().mapToLong(Counted::minute).min().orElse(asked.startNanos());
    long last = counted.stream().mapToLong(one -> one.minute() + MINUTE_NANOS).max().orElse(first);
    return new TimeRange(
        asked.startNanos() == Long.MIN_VALUE ? first : asked.startNanos(),
        asked.endNanos() == Long.MAX_VALUE ? last : asked.endNanos());
  }

  RollupResult result(QueryStats stats) {
    List<Series> series =
        counted.stream().collect(groupingBy(this::key)).entrySet().stream()
            .map(group -> series(group.getKey(), group.getValue()))
            .sorted(
                comparingLong((Series one) -> one.total().figures().count())
                    .reversed()
                    .thenComparing(Series::key, ReferenceRollup::compareKeys))
            .toList();
    return new RollupResult(
        range,
        MINUTE_NANOS,
        stepNanos,
        series.stream().limit(query.seriesMax()).toList(),
        series.size() > query.seriesMax(),
        counted.stream().filter(one -> one.dimensions().containsValue(RollupQuery.OTHER)).count(),
        stats);
  }

  private List<String> key(Counted one) {
    return query.groupBy().stream().map(one.dimensions()::get).map(String::valueOf).toList();
  }

  private static int compareKeys(List<String> left, List<String> right) {
    int order = 0;
    for (int i = 0; i < left.size() && order == 0; i++) {
      order = left.get(i).compareTo(right.get(i));
    }
    return order;
  }

  private Series series(List<String> key, List<Counted> of) {
    Map<Long, List<Counted>> steps = new TreeMap<>(of.stream().collect(groupingBy(this::step)));
    return new Series(
        key,
        new Bucket(range.startNanos(), range.endNanos(), new Figures(of)),
        steps.entrySet().stream().map(step -> bucket(step.getKey(), step.getValue())).toList());
  }

  private long step(Counted one) {
    return query.stepNanos().isEmpty()
        ? range.startNanos()
        : Math.floorDiv(one.span().startNanos(), stepNanos) * stepNanos;
  }

  private Bucket bucket(long startNanos, List<Counted> of) {
    return new Bucket(
        Math.max(range.startNanos(), startNanos),
        Math.min(range.endNanos(), startNanos + stepNanos),
        new Figures(of));
  }

  /** Figures of a list. */
  private record Figures(List<Counted> of) implements RollupFigures {

    @Override
    public long count() {
      return of.size();
    }

    @Override
    public long errorCount() {
      return of.stream().filter(one -> one.span().status().code() == StatusCode.ERROR).count();
    }

    @Override
    public double sumNanos() {
      return durations().sum();
    }

    @Override
    public double minNanos() {
      return durations().min().orElse(Double.NaN);
    }

    @Override
    public double maxNanos() {
      return durations().max().orElse(Double.NaN);
    }

    @Override
    public double quantileNanos(double quantile) {
      double[] sorted = durations().sorted().toArray();
      return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))];
    }

    @Override
    public RollupFigures with(RollupFigures others) {
      return new Figures(Stream.concat(of.stream(), ((Figures) others).of.stream()).toList());
    }

    private DoubleStream durations() {
      return of.stream().mapToDouble(Counted::durationNanos);
    }
  }
}
