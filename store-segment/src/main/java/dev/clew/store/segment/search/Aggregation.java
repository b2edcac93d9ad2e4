// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.AttributeValue;
import dev.clew.model.TraceId;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.Field;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.search.Places.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Computes an {@link AggregateQuery}: scans each part into cells (one per group and time bucket)
 * and merges the cells by value.
 *
 * <p>Traces that lie in several parts are scanned apart and whole when the query asks about whole
 * traces. Confined to one thread.
 */
final class Aggregation {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Absent values come first. */
  private static final Comparator<Optional<AttributeValue>> BY_TEXT =
      Comparator.comparing(value -> value.orElse(null), Comparator.nullsFirst(PlainText.ORDER));

  private final AggregateQuery query;
  private final Places places;
  private final Budget budget;
  private final boolean wholeTraces;
  private final Map<List<Optional<AttributeValue>>, TreeMap<Long, Cell>> groups = new HashMap<>();

  Aggregation(AggregateQuery query, Places places, Budget budget) {
    FilterCompiler.check(query.filter());
    this.query = query;
    this.places = places;
    this.budget = budget;
    this.wholeTraces =
        query.unit() == AggregateQuery.Unit.TRACES
            || FilterCompiler.needsWholeTrace(query.filter())
            || fields(query).stream().anyMatch(FilterCompiler::isOfTrace);
  }

  AggregateResult run(List<Part> parts) {
    Set<TraceId> split = new LinkedHashSet<>();
    for (Part part : parts) {
      new AggregateScan(part, query, budget)
          .run(wholeTraces ? splitTraces(part, split) : Set.of(), this::merge);
    }
    for (TraceId id : split) {
      List<Place> where = places.find(id);
      if (LargeTraces.isTooLarge(where)) {
        budget.tooLarge();
      }
      if (!where.isEmpty() && !budget.isExhausted()) {
        new AggregateScan(places.gather(where).part(), query, budget).run(Set.of(), this::merge);
      }
    }
    return result();
  }

  /**
   * Ordinals of the traces of a part that have spans elsewhere; their ids go into {@code split}.
   */
  private Set<Integer> splitTraces(Part part, Set<TraceId> split) {
    Set<Integer> ordinals = new HashSet<>();
    PartPlaces partPlaces = places.of(part, budget);
    for (int trace = 0; trace < part.traces().count(); trace++) {
      if (partPlaces.find(trace).size() > 1) {
        ordinals.add(trace);
        split.add(part.traces().id(trace));
      }
    }
    return ordinals;
  }

  private void merge(List<Optional<AttributeValue>> key, long bucket, Cell cell) {
    groups
        .computeIfAbsent(key, _ -> new TreeMap<>())
        .merge(
            bucket,
            cell,
            (mine, theirs) -> {
              mine.merge(theirs);
              return mine;
            });
  }

  private AggregateResult result() {
    List<AggregateResult.Group> result = new ArrayList<>(groups.size());
    groups.forEach((key, buckets) -> result.add(group(key, buckets)));
    result.sort(
        Comparator.comparingLong(AggregateResult.Group::count)
            .reversed()
            .thenComparing(AggregateResult.Group::key, Aggregation::byText));
    boolean truncated = result.size() > query.groupsMax();
    return new AggregateResult(
        truncated ? result.subList(0, query.groupsMax()) : result, truncated, budget.stats());
  }

  private AggregateResult.Group group(List<Optional<AttributeValue>> key, Map<Long, Cell> cells) {
    List<AggregateResult.Bucket> buckets = new ArrayList<>(cells.size());
    long count = 0;
    for (Map.Entry<Long, Cell> entry : cells.entrySet()) {
      Cell cell = entry.getValue();
      count += cell.count;
      buckets.add(
          new AggregateResult.Bucket(
              entry.getKey(), cell.values(bucketSeconds()), cell.histograms()));
    }
    return new AggregateResult.Group(key, count, buckets);
  }

  private double bucketSeconds() {
    TimeRange range = query.range();
    return query
        .stepNanos()
        .map(step -> step / NANOS_PER_SECOND)
        .orElse(((double) range.endNanos() - range.startNanos()) / NANOS_PER_SECOND);
  }

  private static int byText(
      List<Optional<AttributeValue>> left, List<Optional<AttributeValue>> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = BY_TEXT.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Every field that the query reads. */
  static List<Field> fields(AggregateQuery query) {
    List<Field> fields = new ArrayList<>(query.groupBy());
    query.figures().forEach(figure -> field(figure).ifPresent(fields::add));
    return fields;
  }

  /** The field whose values a figure takes. */
  static Optional<Field> field(Figure figure) {
    return switch (figure) {
      case Figure.Count(), Figure.Rate() -> Optional.empty();
      case Figure.Min(Field field) -> Optional.of(field);
      case Figure.Max(Field field) -> Optional.of(field);
      case Figure.Sum(Field field) -> Optional.of(field);
      case Figure.Average(Field field) -> Optional.of(field);
      case Figure.Quantile(Field field, double _) -> Optional.of(field);
      case Figure.Histogram(Field field) -> Optional.of(field);
    };
  }
}
