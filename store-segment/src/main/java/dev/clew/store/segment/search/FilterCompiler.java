// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import dev.clew.store.query.TimeRange;
import dev.clew.store.segment.part.BlockMatcher;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.part.ValuePredicate;
import dev.clew.store.segment.predicate.Predicates;
import java.util.List;

/** Turns a {@link SpanFilter} into block matchers for one part. */
final class FilterCompiler {

  private final Part part;

  FilterCompiler(Part part) {
    this.part = part;
  }

  /**
   * Checks a filter for which there may be no part to compile it for.
   *
   * @throws dev.clew.store.query.InvalidQueryException for a malformed regular expression
   */
  static void check(SpanFilter filter) {
    switch (filter) {
      case SpanFilter.And(List<SpanFilter> filters) -> filters.forEach(FilterCompiler::check);
      case SpanFilter.Or(List<SpanFilter> filters) -> filters.forEach(FilterCompiler::check);
      case SpanFilter.Not(SpanFilter inner) -> check(inner);
      case SpanFilter.Matches(Field _, String regex) -> Predicates.matches(regex);
      case SpanFilter.All _, SpanFilter.Compare _, SpanFilter.Exists _ -> {}
    }
  }

  /** A matcher for the spans that satisfy the filter and start in the range. */
  BlockMatcher compile(SpanFilter filter, TimeRange range) {
    BlockMatcher spans = compile(filter);
    return range.equals(TimeRange.ALL)
        ? spans
        : new Matchers.All(part, List.of(new Matchers.StartsIn(part, range), spans));
  }

  private BlockMatcher compile(SpanFilter filter) {
    return switch (filter) {
      case SpanFilter.All() -> new Matchers.All(part, List.of());
      case SpanFilter.And(List<SpanFilter> filters) ->
          new Matchers.All(part, filters.stream().map(this::compile).toList());
      case SpanFilter.Or(List<SpanFilter> filters) ->
          new Matchers.Any(filters.stream().map(this::compile).toList());
      case SpanFilter.Not(SpanFilter inner) -> new Matchers.None(part, compile(inner));
      case SpanFilter.Compare(Field field, Comparison comparison, Operand operand) ->
          leaf(field, Predicates.compare(comparison, operand));
      case SpanFilter.Matches(Field field, String regex) -> leaf(field, Predicates.matches(regex));
      case SpanFilter.Exists(Field field) -> leaf(field, Predicates.exists());
    };
  }

  private BlockMatcher leaf(Field field, ValuePredicate predicate) {
    if (field == Field.Intrinsic.CHILD_COUNT) {
      return new ChildCountMatcher(part, predicate);
    }
    return field instanceof Field.Intrinsic intrinsic && intrinsic.isOfTrace()
        ? new TraceFieldMatcher(part, intrinsic, predicate)
        : part.matcher(field, predicate);
  }

  /**
   * Whether a filter asks about more than the span itself, so that all spans of the trace are
   * needed to decide it.
   */
  static boolean needsWholeTrace(SpanFilter filter) {
    return switch (filter) {
      case SpanFilter.All() -> false;
      case SpanFilter.And(List<SpanFilter> filters) ->
          filters.stream().anyMatch(FilterCompiler::needsWholeTrace);
      case SpanFilter.Or(List<SpanFilter> filters) ->
          filters.stream().anyMatch(FilterCompiler::needsWholeTrace);
      case SpanFilter.Not(SpanFilter inner) -> needsWholeTrace(inner);
      case SpanFilter.Compare(Field field, Comparison _, Operand _) -> isOfTrace(field);
      case SpanFilter.Matches(Field field, String _) -> isOfTrace(field);
      case SpanFilter.Exists(Field field) -> isOfTrace(field);
    };
  }

  /**
   * The same filter with every condition on the trace left out: it holds for all spans for which
   * the whole filter could hold once the rest of the trace is known.
   *
   * @param negated whether an odd number of {@code Not}s stands around it
   */
  static SpanFilter relax(SpanFilter filter, boolean negated) {
    return switch (filter) {
      case SpanFilter.All all -> all;
      case SpanFilter.And(List<SpanFilter> filters) ->
          new SpanFilter.And(filters.stream().map(f -> relax(f, negated)).toList());
      case SpanFilter.Or(List<SpanFilter> filters) ->
          new SpanFilter.Or(filters.stream().map(f -> relax(f, negated)).toList());
      case SpanFilter.Not(SpanFilter inner) -> new SpanFilter.Not(relax(inner, !negated));
      case SpanFilter.Compare compare -> isOfTrace(compare.field()) ? constant(!negated) : compare;
      case SpanFilter.Matches matches -> isOfTrace(matches.field()) ? constant(!negated) : matches;
      case SpanFilter.Exists exists -> isOfTrace(exists.field()) ? constant(!negated) : exists;
    };
  }

  private static SpanFilter constant(boolean holds) {
    return holds ? SpanFilter.all() : SpanFilter.or();
  }

  /** Whether all spans of the trace are needed to know the field. */
  static boolean isOfTrace(Field field) {
    return field == Field.Intrinsic.CHILD_COUNT
        || (field instanceof Field.Intrinsic intrinsic && intrinsic.isOfTrace());
  }
}
