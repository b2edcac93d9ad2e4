// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import com.google.re2j.Pattern;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.store.query.AggregateQuery;
import dev.clew.store.query.AggregateQuery.Figure;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.PlainText;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.SpansetExpression;
import dev.clew.store.query.TimeRange;
import dev.clew.store.query.TraceQuery;
import dev.clew.store.query.TraceSort;
import dev.clew.store.rollup.RollupDimension;
import dev.clew.store.rollup.RollupQuery;
import dev.clew.store.rollup.RollupSource;
import dev.clew.testkit.RandomSpans;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random queries of the whole algebra, about values that the given spans have more often than not.
 */
final class RandomQueries {

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final List<Field> NUMBERS =
      List.of(
          Field.Intrinsic.DURATION,
          Field.Intrinsic.CHILD_COUNT,
          Field.Intrinsic.TRACE_SPAN_COUNT,
          new Field.Attribute(AttributeScope.SPAN, "tokens"),
          new Field.SpanOrResource("score"),
          new Field.AnyScope("tokens"));

  private final RandomGenerator random;
  private final List<ReferenceTrace> traces;
  private final List<String> keys;

  RandomQueries(RandomGenerator random, List<Span> spans) {
    this.random = random;
    this.traces = ReferenceTrace.group(spans);
    this.keys =
        Stream.concat(
                RandomTraces.KEYS.stream(),
                spans.stream()
                    .flatMap(
                        span -> Stream.of(AttributeScope.values()).flatMap(s -> keys(span, s))))
            .distinct()
            .sorted()
            .toList();
  }

  TraceQuery search() {
    return new TraceQuery(
        expression(2),
        range(),
        pick(TraceSort.values()),
        random.nextInt(1, 30),
        Optional.empty(),
        random.nextBoolean());
  }

  AggregateQuery aggregate() {
    boolean steps = random.nextBoolean();
    return new AggregateQuery(
        filter(2),
        range(),
        pick(AggregateQuery.Unit.values()),
        steps ? Optional.of(random.nextLong(1, 20 * MINUTE_NANOS)) : Optional.empty(),
        some(3, this::groupField),
        some(4, this::figure),
        random.nextInt(1, 200));
  }

  RollupQuery rollup() {
    RollupSource source = pick(RollupSource.values());
    List<RollupDimension> dimensions =
        Stream.of(RollupDimension.values())
            .filter(dimension -> dimension.source() == source)
            .toList();
    Map<RollupDimension, Set<String>> filters = new EnumMap<>(RollupDimension.class);
    for (RollupDimension dimension : dimensions) {
      if (random.nextInt(6) == 0) {
        filters.put(dimension, Set.copyOf(some(4, () -> value(dimension))));
      }
    }
    return new RollupQuery(
        source,
        range(),
        random.nextBoolean()
            ? Optional.of(random.nextLong(1, 90) * MINUTE_NANOS)
            : Optional.empty(),
        filters,
        dimensions.stream().filter(_ -> random.nextInt(3) == 0).toList(),
        random.nextInt(1, 200));
  }

  private String value(RollupDimension dimension) {
    return switch (dimension) {
      case SERVICE, CALLER, CALLEE -> random.nextInt(4) == 0 ? "" : "service-" + random.nextInt(5);
      case OPERATION -> "operation-" + random.nextInt(10);
      case KIND -> pick(SpanKind.values()).label();
      case STATUS -> pick(StatusCode.values()).label();
      case MODEL -> random.nextInt(4) == 0 ? "" : "model-" + random.nextInt(4);
      case MODEL_VERSION -> random.nextInt(4) == 0 ? "" : String.valueOf(random.nextInt(3));
    };
  }

  /** A field of any kind. */
  Field field() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> pick(Field.Intrinsic.values());
      case 3 -> new Field.SpanOrResource(pick(keys));
      case 4 -> new Field.AnyScope(pick(keys));
      case 5 -> new Field.Attribute(AttributeScope.SPAN, pick(RandomTraces.KEYS));
      default -> attribute(pick(AttributeScope.values()));
    };
  }

  private Field attribute(AttributeScope scope) {
    return new Field.Attribute(
        scope, pick(scope == AttributeScope.DERIVED ? RandomTraces.KEYS : keys));
  }

  /** All times, or a part of the hour in which the spans are. */
  TimeRange range() {
    if (random.nextInt(3) > 0) {
      return TimeRange.ALL;
    }
    long start = RandomSpans.BASE_NANOS + random.nextLong(-5, 60) * MINUTE_NANOS;
    return new TimeRange(start, start + random.nextLong(40 * MINUTE_NANOS));
  }

  SpanFilter filter(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0 -> new SpanFilter.Exists(field());
      case 1 -> matches();
      case 5 -> new SpanFilter.And(some(3, () -> filter(depth - 1)));
      case 6 -> new SpanFilter.Or(some(3, () -> filter(depth - 1)));
      case 7 -> SpanFilter.not(filter(depth - 1));
      case 8 -> SpanFilter.all();
      default -> compare();
    };
  }

  private SpansetExpression expression(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 4 -> new SpansetExpression.Both(expression(depth - 1), expression(depth - 1));
      case 5 -> new SpansetExpression.Either(expression(depth - 1), expression(depth - 1));
      case 6, 7 ->
          new SpansetExpression.Structural(
              pick(SpansetExpression.Relation.values()),
              expression(depth - 1),
              expression(depth - 1));
      default -> SpansetExpression.spans(filter(2));
    };
  }

  private SpanFilter compare() {
    Field field = field();
    Operand operand =
        sample(field).map(this::operand).orElseGet(() -> new Operand.Untyped("value-1"));
    return new SpanFilter.Compare(field, pick(Comparison.values()), operand);
  }

  private SpanFilter matches() {
    Field field = field();
    String text = sample(field).map(PlainText::of).orElse("value");
    String head = text.substring(0, text.isEmpty() ? 0 : random.nextInt(text.length()));
    String regex =
        switch (random.nextInt(4)) {
          case 0 -> Pattern.quote(text);
          case 1 -> Pattern.quote(head) + ".*";
          case 2 -> ".*-[0-3]|" + Pattern.quote(text);
          default -> "[^a-m]+";
        };
    return new SpanFilter.Matches(field, regex);
  }

  /** A value of the field on some span; none if none of the spans it tries has one. */
  private Optional<AttributeValue> sample(Field field) {
    for (int attempt = 0; attempt < 20; attempt++) {
      ReferenceTrace trace = pick(traces);
      List<AttributeValue> values =
          FieldValues.of(field, trace, random.nextInt(trace.spans().size()));
      if (!values.isEmpty()) {
        return Optional.of(pick(values));
      }
    }
    return Optional.empty();
  }

  private Operand operand(AttributeValue value) {
    if (random.nextInt(4) == 0) {
      return new Operand.Untyped(PlainText.of(value));
    }
    return switch (value) {
      case StringValue(String text) -> new Operand.Text(text);
      case IntValue(long number) when random.nextInt(4) == 0 -> new Operand.Real(number + 0.5);
      case IntValue(long number) -> new Operand.Int(number);
      case DoubleValue(double number) -> new Operand.Real(number);
      case BoolValue(boolean truth) -> new Operand.Bool(truth);
      default -> new Operand.Untyped(PlainText.of(value));
    };
  }

  private Field groupField() {
    return random.nextInt(4) == 0
        ? field()
        : pick(
            List.of(
                Field.Intrinsic.SERVICE_NAME,
                Field.Intrinsic.NAME,
                Field.Intrinsic.STATUS,
                new Field.Attribute(AttributeScope.SPAN, "model"),
                new Field.SpanOrResource("cached")));
  }

  private Figure figure() {
    Field number = pick(NUMBERS);
    return switch (random.nextInt(8)) {
      case 0 -> new Figure.Count();
      case 1 -> new Figure.Rate();
      case 2 -> new Figure.Min(number);
      case 3 -> new Figure.Max(number);
      case 4 -> new Figure.Sum(number);
      case 5 -> new Figure.Average(number);
      case 6 -> new Figure.Quantile(number, random.nextInt(0, 101) / 100.0);
      default -> new Figure.Histogram(number);
    };
  }

  private static Stream<String> keys(Span span, AttributeScope scope) {
    return FieldValues.owners(span, scope)
        .flatMap(owner -> owner.entries().stream())
        .map(entry -> entry.key());
  }

  private <T> List<T> some(int max, Supplier<T> element) {
    return IntStream.range(0, random.nextInt(max + 1)).mapToObj(i -> element.get()).toList();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
