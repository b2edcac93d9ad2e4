// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.filter;

import dev.clew.query.jaeger.filter.Expression.Attribute;
import dev.clew.query.jaeger.filter.Expression.BuiltIn;
import dev.clew.query.jaeger.filter.Expression.Call;
import dev.clew.query.jaeger.filter.Expression.Elements;
import dev.clew.query.jaeger.filter.Expression.Scalar;
import dev.clew.query.jaeger.filter.Expression.Values;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.util.List;
import java.util.function.Function;

/**
 * Puts a structured filter in terms of the store.
 *
 * <p>A comparison holds if some value of what it compares satisfies it; {@code ne} and {@code
 * not_in} hold if there is a value and none is equal. A regular expression matches anywhere in a
 * text. {@code some} asks for one event or link that satisfies everything; the store knows the
 * events of a span by one condition at a time, so two conditions on one and the same event are
 * refused rather than answered wrongly.
 */
public final class FilterTranslation {

  /** The operators there are. */
  public static final List<String> OPERATORS =
      List.of(
          "and", "or", "not", "eq", "ne", "gt", "lt", "gte", "lte", "regex", "exists", "in",
          "not_in", "some");

  /** The levels of attributes there are. */
  public static final List<String> LEVELS = List.of("span", "resource", "scope", "event", "link");

  private static final int DEPTH_MAX = 64;

  private FilterTranslation() {}

  /** Which spans are meant; the name is for the message of the exception. */
  public static SpanFilter of(String name, Call filter) {
    try {
      return predicate(filter, 0);
    } catch (FilterException malformed) {
      throw ParameterException.invalid(name, malformed);
    }
  }

  private static SpanFilter predicate(Call call, int depth) {
    List<Expression> args = call.args();
    return switch (call.op()) {
      case "and" -> new SpanFilter.And(predicates(call, depth));
      case "or" -> new SpanFilter.Or(predicates(call, depth));
      case "not" -> SpanFilter.not(predicates(arity(call, 1), depth).getFirst());
      case "some" -> some(call, depth);
      case "exists" -> any(subject(arity(call, 1).args().getFirst()), SpanFilter.Exists::new);
      case "regex" -> regex(arity(call, 2));
      case "in" -> in(subject(arity(call, 2).args().getFirst()), values(args.get(1)));
      case "not_in" -> none(subject(arity(call, 2).args().getFirst()), values(args.get(1)));
      case "eq", "ne", "gt", "lt", "gte", "lte" -> compare(arity(call, 2));
      default ->
          throw new FilterException(
              "op %s (expected: one of %s)".formatted(call.op(), String.join(", ", OPERATORS)));
    };
  }

  private static List<SpanFilter> predicates(Call call, int depth) {
    if (depth == DEPTH_MAX) {
      throw new FilterException(
          "op %s (expected: at most %s deep)".formatted(call.op(), DEPTH_MAX));
    }
    if (call.args().isEmpty()) {
      throw new FilterException(call.op() + " of nothing (expected: predicates)");
    }
    return call.args().stream().map(arg -> predicate(call(arg), depth + 1)).toList();
  }

  private static SpanFilter compare(Call call) {
    Expression left = call.args().getFirst();
    Expression right = call.args().getLast();
    if (left instanceof Scalar constant && !(right instanceof Scalar)) {
      return compare(mirrored(call.op()), subject(right), constant);
    }
    if (right instanceof Scalar constant) {
      return compare(call.op(), subject(left), constant);
    }
    throw new FilterException(
        call.op() + " of two references (expected: a reference and a constant)");
  }

  private static SpanFilter compare(String op, Subject subject, Scalar constant) {
    Operand operand = Constant.of(constant.value(), constant.type(), subject);
    Comparison comparison =
        switch (op) {
          case "eq" -> Comparison.EQUAL;
          case "gt" -> Comparison.GREATER;
          case "lt" -> Comparison.LESS;
          case "gte" -> Comparison.GREATER_OR_EQUAL;
          case "lte" -> Comparison.LESS_OR_EQUAL;
          default -> Comparison.NOT_EQUAL;
        };
    if (comparison == Comparison.NOT_EQUAL) {
      return none(subject, new Values(List.of(constant.value()), constant.type()));
    }
    if (comparison != Comparison.EQUAL
        && (!subject.hasOrder() || operand instanceof Operand.Bool)) {
      throw new FilterException(
          "%s of %s (expected: eq or ne, these have no order)".formatted(op, constant.value()));
    }
    return any(subject, field -> new SpanFilter.Compare(field, comparison, operand));
  }

  private static SpanFilter regex(Call call) {
    Subject subject = subject(call.args().getFirst());
    boolean isText =
        subject.type() == Subject.Type.ANY
            || subject.type() == Subject.Type.TEXT
            || subject.type() == Subject.Type.WORD;
    if (!isText || !(call.args().getLast() instanceof Scalar(String pattern, _))) {
      throw new FilterException("regex (expected: a reference that holds text, and a constant)");
    }
    return any(subject, field -> new SpanFilter.Matches(field, ".*(?:" + pattern + ").*"));
  }

  private static SpanFilter in(Subject subject, Values list) {
    List<SpanFilter> either =
        list.values().stream()
            .map(value -> Constant.of(value, list.type(), subject))
            .map(operand ->
                any(subject, field -> new SpanFilter.Compare(field, Comparison.EQUAL, operand)))
            .toList();
    return either.size() == 1 ? either.getFirst() : new SpanFilter.Or(either);
  }

  private static SpanFilter none(Subject subject, Values list) {
    return SpanFilter.and(any(subject, SpanFilter.Exists::new), SpanFilter.not(in(subject, list)));
  }

  private static SpanFilter some(Call call, int depth) {
    if (!(arity(call, 2).args().getFirst() instanceof Elements(String level))) {
      throw new FilterException("some (expected: nested event or link, then a predicate)");
    }
    Field present =
        switch (level) {
          case "event" -> Intrinsic.EVENT_NAME;
          case "link" -> Intrinsic.LINK_TRACE_ID;
          default ->
              throw new FilterException("some of %s (expected: event or link)".formatted(level));
        };
    return SpanFilter.and(
        new SpanFilter.Exists(present), ofElement(level, call(call.args().getLast()), depth + 1));
  }

  /** A predicate about one event or link. */
  private static SpanFilter ofElement(String level, Call call, int depth) {
    if (!isAbout(level, call)) {
      return predicate(call, depth);
    }
    return switch (call.op()) {
      case "or" ->
          new SpanFilter.Or(
              call.args().stream().map(arg -> ofElement(level, call(arg), depth + 1)).toList());
      case "and" -> {
        List<Call> all = call.args().stream().map(FilterTranslation::call).toList();
        if (all.stream().filter(arg -> isAbout(level, arg)).count() > 1) {
          throw new FilterException(
              "some: two conditions on one %s (expected: one condition, or 'or')".formatted(level));
        }
        yield new SpanFilter.And(
            all.stream().map(arg -> ofElement(level, arg, depth + 1)).toList());
      }
      case "eq", "gt", "lt", "gte", "lte", "regex", "exists", "in" -> predicate(call, depth);
      default ->
          throw new FilterException(
              "some: %s of a condition on one %s (expected: a condition without negation)"
                  .formatted(call.op(), level));
    };
  }

  private static boolean isAbout(String level, Expression expression) {
    return switch (expression) {
      case Attribute attribute -> attribute.level().equals(level);
      case BuiltIn field -> field.level().equals(level);
      case Elements elements -> elements.level().equals(level);
      case Call call -> call.args().stream().anyMatch(arg -> isAbout(level, arg));
      case Scalar _, Values _ -> false;
    };
  }

  private static SpanFilter any(Subject subject, Function<Field, SpanFilter> condition) {
    List<SpanFilter> either = subject.fields().stream().map(condition).toList();
    return either.size() == 1 ? either.getFirst() : new SpanFilter.Or(either);
  }

  private static Subject subject(Expression expression) {
    return switch (expression) {
      case Attribute attribute -> Subject.of(attribute);
      case BuiltIn field -> Subject.of(field);
      default -> throw new FilterException("a constant or call (expected: attr or field)");
    };
  }

  private static Values values(Expression expression) {
    if (expression instanceof Values list && !list.values().isEmpty()) {
      return list;
    }
    throw new FilterException("in and not_in (expected: a list with at least one value)");
  }

  private static Call call(Expression expression) {
    if (expression instanceof Call call) {
      return call;
    }
    throw new FilterException("a reference or constant (expected: a call)");
  }

  private static Call arity(Call call, int count) {
    if (call.args().size() != count) {
      throw new FilterException(
          "%s of %s operands (expected: %s)".formatted(call.op(), call.args().size(), count));
    }
    return call;
  }

  private static String mirrored(String op) {
    return switch (op) {
      case "gt" -> "lt";
      case "lt" -> "gt";
      case "gte" -> "lte";
      case "lte" -> "gte";
      default -> op;
    };
  }
}
