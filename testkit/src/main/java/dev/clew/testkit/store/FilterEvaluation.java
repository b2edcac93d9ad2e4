// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.InvalidQueryException;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.util.List;
import java.util.stream.Stream;

/** Whether a span satisfies a filter. */
final class FilterEvaluation {

  private FilterEvaluation() {}

  static boolean matches(SpanFilter filter, ReferenceTrace trace, int span) {
    return switch (filter) {
      case SpanFilter.All() -> true;
      case SpanFilter.And(List<SpanFilter> all) ->
          all.stream().allMatch(part -> matches(part, trace, span));
      case SpanFilter.Or(List<SpanFilter> some) ->
          some.stream().anyMatch(part -> matches(part, trace, span));
      case SpanFilter.Not(SpanFilter not) -> !matches(not, trace, span);
      case SpanFilter.Compare(Field field, Comparison comparison, Operand operand) ->
          FieldValues.of(field, trace, span).stream()
              .anyMatch(value -> compares(value, comparison, operand));
      case SpanFilter.Matches(Field field, String regex) -> {
        Pattern pattern = pattern(regex);
        yield FieldValues.of(field, trace, span).stream()
            .flatMap(FilterEvaluation::elements)
            .anyMatch(value -> value instanceof StringValue(String text) && pattern.matches(text));
      }
      case SpanFilter.Exists(Field field) -> !FieldValues.of(field, trace, span).isEmpty();
    };
  }

  /**
   * Checks what may be wrong with a filter, whether or not there is a span to try it on.
   *
   * @throws InvalidQueryException for a malformed regular expression
   */
  static void check(SpanFilter filter) {
    switch (filter) {
      case SpanFilter.And(List<SpanFilter> all) -> all.forEach(FilterEvaluation::check);
      case SpanFilter.Or(List<SpanFilter> some) -> some.forEach(FilterEvaluation::check);
      case SpanFilter.Not(SpanFilter not) -> check(not);
      case SpanFilter.Matches(Field _, String regex) -> pattern(regex);
      case SpanFilter.All _, SpanFilter.Compare _, SpanFilter.Exists _ -> {}
    }
  }

  private static boolean compares(AttributeValue value, Comparison comparison, Operand operand) {
    boolean whole =
        value instanceof ArrayValue
            && comparison == Comparison.EQUAL
            && operand instanceof Operand.Untyped untyped
            && ValueComparison.equalsText(value, untyped.text());
    return whole
        || elements(value).anyMatch(element -> ValueComparison.holds(element, comparison, operand));
  }

  /** The value itself or, for an array, its elements and those of the arrays in it. */
  private static Stream<AttributeValue> elements(AttributeValue value) {
    return value instanceof ArrayValue(List<AttributeValue> values)
        ? values.stream().flatMap(FilterEvaluation::elements)
        : Stream.of(value);
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException malformed) {
      InvalidQueryException invalid =
          new InvalidQueryException("regular expression: " + malformed.getMessage());
      invalid.initCause(malformed);
      throw invalid;
    }
  }
}
