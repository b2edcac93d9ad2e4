// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.AggregateQuery.Unit;
import dev.clew.store.query.AggregateResult;
import dev.clew.store.query.AggregateResult.Bucket;
import dev.clew.store.query.AggregateResult.Group;
import dev.clew.store.query.Field;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.QueryStats.Partial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Figures over spans or traces, from the list of all that match. */
final class Aggregation {

  private static final double SECOND_NANOS = 1e9;

  private static final Comparator<Optional<AttributeValue>> ABSENT_FIRST =
      Comparator.comparing(value -> value.orElse(null), Comparator.nullsFirst(PlainText.ORDER));

  private final AggregateQuery query;
  private final QueryBudget budget;

  /** A span that counts: one of the matching ones or, for traces, the first of its trace. */
  private record Row(ReferenceTrace trace, int span) {}

  Aggregation(AggregateQuery query, QueryBudget budget) {
    FilterEvaluation.check(query.filter());
    this.query = query;
    this.budget = budget;
  }

  AggregateResult over(List<ReferenceTrace> traces) {
    List<Row> rows = new ArrayList<>();
    Optional<Partial> partial = budget.spend(0);
    for (ReferenceTrace trace : traces) {
      partial = partial.or(() -> budget.spend(trace.spans().size()));
      if (partial.isPresent()) {
        break;
      }
      rows.addAll(matching(trace));
    }
    List<Group> groups =
        rows.stream().collect(groupingBy(this::key)).entrySet().stream()
            .map(entry -> group(entry.getKey(), entry.getValue()))
            .sorted(comparingLong(Group::count).reversed().thenComparing(Aggregation::compareKeys))
            .toList();
    return new AggregateResult(
        groups.stream().limit(query.groupsMax()).toList(),
        groups.size() > query.groupsMax(),
        budget.stats(partial));
  }

  private List<Row> matching(ReferenceTrace trace) {
    return IntStream.range(0, trace.spans().size())
        .filter(span -> query.range().contains(trace.span(span).startNanos()))
        .filter(span -> FilterEvaluation.matches(query.filter(), trace, span))
        .limit(query.unit() == Unit.TRACES ? 1 : Long.MAX_VALUE)
        .mapToObj(span -> new Row(trace, span))
        .toList();
  }

  private List<Optional<AttributeValue>> key(Row row) {
    return query.groupBy().stream().map(field -> value(field, row)).toList();
  }

  private static int compareKeys(Group left, Group right) {
    int order = 0;
    for (int i = 0; i < left.key().size() && order == 0; i++) {
      order = ABSENT_FIRST.compare(left.key().get(i), right.key().get(i));
    }
    return order;
  }

  private Group group(List<Optional<AttributeValue>> key, List<Row> rows) {
    Map<Long, List<Row>> byStep = new TreeMap<>(rows.stream().collect(groupingBy(this::step)));
    return new Group(
        key,
        rows.size(),
        byStep.entrySet().stream().map(step -> bucket(step.getKey(), step.getValue())).toList());
  }

  private long step(Row row) {
    long startNanos = row.trace().span(row.span()).startNanos();
    return query
        .stepNanos()
        .map(step -> Math.floorDiv(startNanos, step) * step)
        .orElse(query.range().startNanos());
  }

  private Bucket bucket(long startNanos, List<Row> rows) {
    List<Double> values = query.figures().stream().map(figure -> value(figure, rows)).toList();
    List<Map<Double, Long>> histograms =
        query.figures().stream()
            .filter(Figure.Histogram.class::isInstance)
            .map(figure -> histogram(((Figure.Histogram) figure).field(), rows))
            .toList();
    return new Bucket(startNanos, values, histograms);
  }

  private double value(Figure figure, List<Row> rows) {
    return switch (figure) {
      case Figure.Count() -> rows.size();
      case Figure.Rate() -> rows.size() / widthSeconds();
      case Figure.Min(Field field) -> numbers(field, rows).min().orElse(Double.NaN);
      case Figure.Max(Field field) -> numbers(field, rows).max().orElse(Double.NaN);
      case Figure.Sum(Field field) -> numbers(field, rows).reduce(Double::sum).orElse(Double.NaN);
      case Figure.Average(Field field) -> numbers(field, rows).average().orElse(Double.NaN);
      case Figure.Quantile(Field field, double quantile) ->
          quantile(numbers(field, rows).sorted().toArray(), quantile);
      case Figure.Histogram(Field field) -> numbers(field, rows).count();
    };
  }

  private double widthSeconds() {
    return query
        .stepNanos()
        .map(step -> step / SECOND_NANOS)
        .orElseGet(
            () -> ((double) query.range().endNanos() - query.range().startNanos()) / SECOND_NANOS);
  }

  private static double quantile(double[] sorted, double quantile) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))];
  }

  private Map<Double, Long> histogram(Field field, List<Row> rows) {
    return new TreeMap<>(
        numbers(field, rows)
            .mapToObj(Aggregation::upperBound)
            .collect(groupingBy(Function.identity(), counting())));
  }

  private static double upperBound(double value) {
    double bound = value <= 0 ? 0 : Double.MIN_VALUE;
    while (bound < value) {
      bound *= 2;
    }
    return bound;
  }

  /** The numbers that take part in a figure; NaN does not. */
  private DoubleStream numbers(Field field, List<Row> rows) {
    return rows.stream()
        .flatMap(row -> value(field, row).stream())
        .mapToDouble(value ->
            switch (value) {
              case IntValue(long number) -> number;
              case DoubleValue(double number) -> number;
              default -> Double.NaN;
            })
        .filter(number -> !Double.isNaN(number));
  }

  private Optional<AttributeValue> value(Field field, Row row) {
    if (query.unit() == Unit.TRACES && field == Field.Intrinsic.DURATION) {
      return Optional.of(new IntValue(row.trace().durationNanos()));
    }
    return FieldValues.first(field, row.trace(), row.span());
  }
}
